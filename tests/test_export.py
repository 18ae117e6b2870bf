"""Exports: whole, repeatable, and the way back to the same record."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlmodel import Session

from store import copy, history, keeping, naming, statements
from store.database import Database
from store.dates import PartialDate
from store.export import export_file, total
from store.models import HeadRow
from store.name_uses import ACTOR, TOPIC
from store.record import Act, Author, Draft, Source
from store.rows import BadFile
from store.status import STATUSES
from store.transfer import Report, import_file
from store.undo import NothingToUndo, undo
from tests.conftest import NOW, SAMPLE
from tests.test_transfer import IMPORTER

MIRA = Author(7, "Mira")


def emptied(db: Database) -> Database:
    """The same database as it was on its first day."""

    def empty(session: Session) -> None:
        for table in reversed(copy.tables()):
            if table.name not in {"head", "allowance"}:
                session.execute(delete(table))
        head = session.get_one(HeadRow, 1)
        head.change, head.hash, head.names = 0, history.GENESIS, head.names + 1

    db.write_now(empty)
    return db


WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)
NAMES = st.sampled_from(["Russia", "Ukraine", "Turkey", "Hakan Fidan", "=cmd()", "a;b\\c", "“Ü” <b>"])
DATES = st.none() | st.builds(PartialDate, st.integers(1990, 2030), st.none() | st.integers(1, 12))
SOURCES = st.builds(Source, title=st.none() | WORDS, publisher=WORDS, url=st.none() | st.just("https://e.org/?a=1&b=2"))


@st.composite
def drafts(draw: st.DrawFn, before: int) -> Draft:
    responds = draw(st.lists(st.integers(0, before - 1), max_size=2, unique=True)) if before else []
    return Draft(
        speaker=draw(NAMES),
        act=draw(st.sampled_from(Act)),
        text=draw(WORDS),
        key=f"k-{before}",
        addressees=tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        topics=tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        quote=draw(st.none() | WORDS),
        said_on=draw(DATES),
        due_on=draw(DATES),
        reported_by=draw(st.none() | NAMES),
        sources=tuple(draw(st.lists(SOURCES, max_size=2, unique=True))),
        responds_to=tuple(f"k-{number}" for number in responds),
        translations=tuple(
            draw(st.dictionaries(st.sampled_from(["ru", "uk"]), WORDS, max_size=2).map(lambda d: sorted(d.items())))
        ),
    )


@st.composite
def records(draw: st.DrawFn) -> tuple[list[Draft], list[tuple[str, Any]]]:
    """Statements, and what moderators then do to them."""
    found = [draw(drafts(number)) for number in range(draw(st.integers(1, 6)))]
    one = st.integers(0, len(found) - 1)
    deed = st.one_of(
        st.tuples(st.just("edit"), st.tuples(one, WORDS)),
        st.tuples(st.just("rule"), st.tuples(one, st.integers(0, 6), WORDS)),
        st.tuples(st.just("retract"), st.tuples(one, WORDS)),
        st.tuples(st.just("merge"), st.tuples(one, one)),
        st.tuples(st.just("names"), st.tuples(NAMES, NAMES)),
        st.tuples(st.just("undo"), st.just(())),
    )
    return found, draw(st.lists(deed, max_size=6))


def _deed(session: Session, kind: str, words: Any, numbers: list[int], hour: int) -> None:
    now = NOW + timedelta(hours=hour)
    if kind == "edit":
        keeping.edit(session, numbers[words[0]], {"text": words[1]}, MIRA, now)
    elif kind == "rule":
        found = statements.find(session, numbers[words[0]])
        assert found is not None
        allowed = STATUSES[found.act]
        keeping.rule(session, found.number, MIRA, now, status=allowed[words[1] % len(allowed)], reason=words[2])
    elif kind == "retract":
        keeping.retract(session, numbers[words[0]], MIRA, now, reason=words[1])
    elif kind == "merge":
        keeping.merge(session, numbers[words[0]], numbers[words[1]], MIRA, now)
    elif kind == "names":
        naming.merge(session, ACTOR if hour % 2 else TOPIC, words[0], MIRA, now, into=words[1])
    else:
        undo(session, MIRA, now, "again")


def lived_through(db: Database, record: tuple[list[Draft], list[tuple[str, Any]]]) -> None:
    """Put a generated record into a database; what the rules refuse is left undone."""
    refused = (keeping.Pointless, keeping.Gone, naming.Circle, naming.UnknownName, naming.StillUsed, NothingToUndo)
    numbers = [db.write_now(statements.add, draft, MIRA, NOW) for draft in record[0]]
    for hour, (kind, words) in enumerate(record[1], 1):
        try:
            db.write_now(_deed, kind, words, numbers, hour)
        except (*refused, statements.Stale):
            continue


def exported(db: Database, path: Path) -> bytes:
    export_file(db, path)
    return path.read_bytes()


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(records())
def test_an_export_imports_back_to_the_same_record(
    db: Database, sqlite_db: Database, tmp_path: Path, record: tuple[list[Draft], list[tuple[str, Any]]]
) -> None:
    lived_through(emptied(db), record)
    before, path = exported(db, tmp_path / "a.jsonl"), tmp_path / "a.jsonl"
    for target in (sqlite_db, db):
        report = import_file(emptied(target), path, IMPORTER, NOW)
        assert (report.added, report.notes, report.refused) == (len(record[0]), (), ())
        assert exported(target, tmp_path / "b.jsonl") == before
        assert target.read_now(history.verify) is None
        assert import_file(target, path, IMPORTER, NOW).changed == 0


def test_a_restored_record_numbers_on(db: Database, tmp_path: Path) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    export_file(db, tmp_path / "a.jsonl")
    import_file(emptied(db), tmp_path / "a.jsonl", IMPORTER, NOW)
    draft = Draft("Somebody new", Act.CLAIM, "Something new.", topics=("a new topic",))
    assert db.write_now(statements.add, draft, MIRA, NOW) == 24
    assert db.read_now(history.verify) is None


def _cut(text: str) -> str:
    return text[: len(text) // 2]


def _changed(text: str) -> str:
    return text.replace("starting point", "finishing line")


@pytest.mark.parametrize("harm", [_cut, _changed])
def test_a_changed_export_is_imported_row_by_row_without_its_history(
    db: Database, tmp_path: Path, harm: Callable[[str], str]
) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    export_file(db, tmp_path / "a.jsonl")
    text = harm((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    report = import_file(emptied(db), tmp_path / "a.jsonl", IMPORTER, NOW)
    assert report.notes == ("Its history was left out: the file was changed after it was exported.",)
    assert report.added > 0
    assert db.read_now(history.verify) is None


def test_a_forged_history_is_left_out_even_when_it_is_sealed(db: Database, tmp_path: Path) -> None:
    import hashlib

    import_file(db, SAMPLE, IMPORTER, NOW)
    export_file(db, tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    body = "".join(line.replace('"author": "import"', '"author": "nobody"') for line in lines[:-1])
    seal = {"type": "end", "lines": len(lines) - 1, "sha256": hashlib.sha256(body.encode()).hexdigest()}
    (tmp_path / "a.jsonl").write_text(body + json.dumps(seal) + "\n", encoding="utf-8")
    report = import_file(emptied(db), tmp_path / "a.jsonl", IMPORTER, NOW)
    assert report.notes == ("Its history was left out: entry 1 was rewritten.",)
    assert (report.added, db.read_now(total)) == (23, 23)


def test_an_export_into_a_record_of_its_own_brings_only_its_rows(db: Database, tmp_path: Path) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    export_file(db, tmp_path / "a.jsonl")
    emptied(db).write_now(statements.add, Draft("X", Act.CLAIM, "Y", "own"), MIRA, NOW)
    report = import_file(db, tmp_path / "a.jsonl", IMPORTER, NOW)
    assert (report.added, report.notes) == (23, ("Its history was left out: the record here is not empty.",))


def test_an_export_of_a_newer_program_is_refused(sqlite_db: Database, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"type": "export", "version": 99}\n')
    with pytest.raises(BadFile, match="newer"):
        import_file(sqlite_db, tmp_path / "a.jsonl", IMPORTER, NOW)


def test_an_export_that_fails_leaves_the_old_file(sqlite_db: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")
    sqlite_db.close()
    sqlite_db.write_now(lambda session: session.execute(HeadRow.__table__.delete()))  # type: ignore[attr-defined]
    with pytest.raises(Exception, match="row"):
        export_file(sqlite_db, path)
    assert (path.read_text(), [found.name for found in tmp_path.glob(".*")]) == ("old", [])


@pytest.mark.parametrize("name", ["a.txt", "nowhere/a.csv"])
def test_a_file_that_cannot_be_written_is_refused(sqlite_db: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match="a\\."):
        export_file(sqlite_db, tmp_path / name)


def test_claims_are_written_for_other_peoples_tools(db: Database, tmp_path: Path) -> None:
    source = Source("T", "P", "https://e.org", "2025-05-16")
    claim = Draft(
        "X", Act.CLAIM, "It <rains>.", "k-1", ("Y",), ("rain",), "it rains", PartialDate(2025, 5), "Z", (source,)
    )
    number = db.write_now(statements.add, claim, MIRA, NOW)
    db.write_now(keeping.rule, number, MIRA, NOW, status="refuted", reason="It was dry.")
    gone = db.write_now(statements.add, Draft("X", Act.CLAIM, "Gone.", "k-2"), MIRA, NOW)
    db.write_now(keeping.retract, gone, MIRA, NOW, reason="never said")
    found = json.loads(exported(db, tmp_path / "a.jsonld"))
    assert found["@context"] == "https://schema.org"
    told, review = found["@graph"]
    assert (told["@type"], told["@id"], told["text"]) == ("Claim", "urn:onrecord:k-1", "It <rains>.")
    assert told["author"] == {"@type": "Person", "name": "X"}
    assert told["appearance"][0]["url"] == "https://e.org"
    assert (review["@type"], review["itemReviewed"]) == ("ClaimReview", {"@id": "urn:onrecord:k-1"})
    assert review["reviewRating"]["alternateName"] == "refuted"


def test_a_record_of_several_batches_is_exported_whole(sqlite_db: Database, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for number in range(1100):
            file.write(json.dumps({"id": f"{number}", "speaker": "X", "act": "claim", "text": f"{number}"}) + "\n")
    assert import_file(sqlite_db, path, IMPORTER, NOW) == Report(added=1100)
    told: list[int] = []
    assert export_file(sqlite_db, tmp_path / "a.jsonl", told.append) == sum(told) == 1100
    before = (tmp_path / "a.jsonl").read_bytes()
    assert import_file(emptied(sqlite_db), tmp_path / "a.jsonl", IMPORTER, NOW).added == 1100
    assert exported(sqlite_db, tmp_path / "a.jsonl") == before
