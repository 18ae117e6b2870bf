"""Importing record files, on SQLite and on PostgreSQL."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from store import history, statements
from store.actors import directory
from store.bulk import numbers_of
from store.database import Database
from store.export import total
from store.record import Author, Kind, Status
from store.rows import BadFile, Refusal
from store.transfer import Report, import_file, write_refused
from tests.conftest import NOW, SAMPLE

IMPORTER = Author(None, "import")
LAND = {
    "id": "a",
    "speaker": "Russia",
    "act": "demand",
    "addressee": "Ukraine",
    "text": "Cede land.",
    "topics": ["land"],
}
NO = {"id": "b", "speaker": "Ukraine", "act": "reject", "text": "No.", "responds_to": ["a"]}


def written(folder: Path, *rows: Mapping[str, Any] | str | bytes, name: str = "rows.jsonl") -> Path:
    path = folder / name
    lines = [
        row if isinstance(row, bytes) else (row if isinstance(row, str) else json.dumps(row)).encode() for row in rows
    ]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def imported(db: Database, path: Path, *, strict: bool = False) -> Report:
    return import_file(db, path, IMPORTER, NOW, strict=strict)


def kept(db: Database, key: str) -> dict[str, Any]:
    def read(session: Session) -> dict[str, Any]:
        return statements.object_of(session, numbers_of(session, [key])[key])

    return db.read_now(read)


def status(db: Database, key: str) -> Status:
    def read(session: Session) -> Status:
        found = statements.find(session, numbers_of(session, [key])[key])
        assert found is not None
        return found.status

    return db.read_now(read)


def test_the_sample_is_recorded_with_its_speakers_and_statuses(db: Database) -> None:
    report = imported(db, SAMPLE)
    assert (report.added, report.names, report.refused) == (23, 12, ())
    assert status(db, "ist-01") is Status.REJECTED
    putin = next(actor for actor in db.read_now(directory).actors.values() if actor.name == "Vladimir Putin")
    assert (putin.kind, putin.role, putin.aliases) == (Kind.PERSON, "President of Russia", ("Putin",))
    assert db.read_now(directory).actors[putin.member_of or 0].name == "Russia"
    assert db.read_now(history.verify) is None


def test_the_same_file_twice_changes_nothing(db: Database) -> None:
    imported(db, SAMPLE)
    before = db.read_now(history.head)
    assert imported(db, SAMPLE) == Report(unchanged=23)
    assert db.read_now(history.head) == before


def test_a_changed_row_makes_a_revision(db: Database, tmp_path: Path) -> None:
    imported(db, written(tmp_path, LAND, NO))
    report = imported(db, written(tmp_path, LAND | {"text": "Cede more land."}, NO))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    first, second = db.read_now(history.of, "statement", 1)
    assert (first.revision, second.revision) == (1, 2)
    assert second.fields() == {"text": ("Cede land.", "Cede more land.")}


def test_rows_without_an_id_are_the_same_statements_at_every_import(db: Database, tmp_path: Path) -> None:
    path = written(tmp_path, {name: value for name, value in LAND.items() if name != "id"})
    assert imported(db, path).added == 1
    assert imported(db, path) == Report(unchanged=1)


def test_a_speaker_called_by_an_alias_is_the_one_on_record(db: Database, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"type": "actor", "name": "Russia", "kind": "state", "aliases": ["Moscow"]},
        LAND | {"speaker": "moscow"},
    )
    imported(db, path)
    assert kept(db, "a")["speaker"] == "Russia"
    assert imported(db, path) == Report(unchanged=1)


def test_an_actors_row_completes_what_is_on_record_and_is_logged(db: Database, tmp_path: Path) -> None:
    imported(db, written(tmp_path, LAND))
    row = {"type": "actor", "name": "Russia", "kind": "state", "aliases": ["Moscow"]}
    assert imported(db, written(tmp_path, row)).names == 1
    assert imported(db, written(tmp_path, row)).names == 0
    known = next(actor for actor in db.read_now(directory).actors.values() if actor.name == "Russia")
    [change] = db.read_now(history.of, "actor", known.id)
    assert change.fields() == {"kind": ("person", "state"), "aliases": (None, ["Moscow"])}


def test_a_circle_of_memberships_is_refused(db: Database, tmp_path: Path) -> None:
    names = [("A", "B"), ("B", "C"), ("C", "A")]
    report = imported(db, written(tmp_path, *({"type": "actor", "name": a, "member_of": b} for a, b in names)))
    assert report.refused == (Refusal(3, "member_of", "'A' is itself a member of 'C'"),)


def test_a_row_may_respond_to_one_further_down(db: Database, tmp_path: Path) -> None:
    path = written(tmp_path, NO, *({"speaker": "X", "act": "claim", "text": f"{n}"} for n in range(600)), LAND)
    assert imported(db, path).added == 602
    assert kept(db, "b")["responds_to"] == ["a"]
    assert status(db, "a") is Status.REJECTED
    assert len(db.read_now(history.of, "statement", db.read_now(number, "b"))) == 1
    assert imported(db, path) == Report(unchanged=602)


def number(session: Session, key: str) -> int:
    return numbers_of(session, [key])[key]


def test_newest_first_is_as_good_an_order_as_any(db: Database, tmp_path: Path) -> None:
    chain: list[dict[str, Any]] = [{"id": "0", "speaker": "X", "act": "claim", "text": "0"}]
    chain += [
        {"id": f"{n}", "speaker": "X", "act": "claim", "text": f"{n}", "responds_to": [f"{n - 1}"]}
        for n in range(1, 700)
    ]
    assert imported(db, written(tmp_path, *reversed(chain))) == Report(added=700)
    assert kept(db, "699")["responds_to"] == ["698"]


def test_statements_that_respond_to_each_other_are_both_recorded(db: Database, tmp_path: Path) -> None:
    path = written(tmp_path, LAND | {"responds_to": ["b"]}, NO)
    assert imported(db, path).added == 2
    assert (kept(db, "a")["responds_to"], kept(db, "b")["responds_to"]) == (["b"], ["a"])
    assert imported(db, path) == Report(unchanged=2)


def test_a_response_to_nothing_is_refused_and_so_is_what_responds_to_it(db: Database, tmp_path: Path) -> None:
    path = written(tmp_path, {**NO, "responds_to": ["nowhere"]}, LAND, {**NO, "id": "c", "responds_to": ["b"]})
    report = imported(db, path)
    assert report.added == 1
    assert report.refused == (
        Refusal(1, "responds_to", "'nowhere' is neither on record nor in this file"),
        Refusal(3, "responds_to", "'b' is neither on record nor in this file"),
    )


BAD: list[tuple[Any, str, str]] = [
    ("{", "line", "is not JSON"),
    ("[]", "line", "should be an object"),
    (b'{"text": "\xff"}', "line", "is not UTF-8 at byte 11"),
    (b'{"text": "\x00"}', "line", "is not JSON"),
    ("[" * 100_000, "line", "is nested too deeply"),
    ('{"n": NaN}', "line", "NaN is no number"),
    ('{"n": ' + "9" * 5000 + "}", "line", "is not JSON"),
    ('{"text": "' + "x" * (1 << 20) + '"}', "line", "is longer than"),
    ({"type": "poem"}, "type", "'poem' is not one of"),
    ({"type": ["actor"]}, "type", "is not one of"),
    (LAND | {"act": "shout"}, "act", "'shout' is not one of"),
    (LAND | {"said_on": "2025-02-30"}, "said_on", "not a day of the calendar"),
    (LAND | {"text": "x" * 2001}, "text", "at most 2000"),
    (LAND | {"speaker": None}, "speaker", "is missing"),
    (LAND | {"speaker": {"name": "X"}}, "speaker", "should be text"),
    (LAND | {"source": {"url": "javascript:alert(1)"}}, "source.url", "is not a web address"),
    (LAND | {"responds_to": ["a"]}, "responds_to", "cannot respond to itself"),
    ({"type": "actor", "name": "Z", "kind": "planet"}, "kind", "'planet' is not one of"),
    ({"type": "actor", "name": "Z", "member_of": "z"}, "member_of", "nobody is a member of themselves"),
    ({"type": "topic"}, "name", "is missing"),
]


@pytest.mark.parametrize(("row", "column", "reason"), BAD, ids=range(len(BAD)))
def test_a_bad_row_is_refused_by_line_and_column_and_the_good_ones_are_kept(
    sqlite_db: Database, tmp_path: Path, row: Any, column: str, reason: str
) -> None:
    report = imported(sqlite_db, written(tmp_path, NO | {"responds_to": []}, "", row, {**LAND, "id": "z"}))
    assert report.added == 2
    [refusal] = report.refused
    assert (refusal.line, refusal.column) == (3, column)
    assert reason in refusal.reason
    assert write_refused(report).startswith(f"line 3: {column}: ")


def test_strict_refuses_the_whole_file_for_one_bad_row(db: Database, tmp_path: Path) -> None:
    report = imported(db, written(tmp_path, LAND, {"type": "poem"}, NO), strict=True)
    assert (report.added, [refusal.line for refusal in report.refused]) == (0, [2])
    assert db.read_now(total) == 0
    assert db.read_now(directory).actors == {}
    assert imported(db, written(tmp_path, LAND, NO), strict=True).added == 2
    assert status(db, "a") is Status.REJECTED


def test_one_id_with_two_stories_in_a_file_is_refused(sqlite_db: Database, tmp_path: Path) -> None:
    report = imported(sqlite_db, written(tmp_path, LAND, LAND, LAND | {"text": "Something else."}))
    assert (report.added, report.refused) == (1, (Refusal(3, "id", "is the statement of line 1 with other details"),))


def test_a_column_the_record_does_not_have_is_named(sqlite_db: Database, tmp_path: Path) -> None:
    report = imported(sqlite_db, written(tmp_path, LAND | {"mood": "angry"}))
    assert report.notes == ("Left out, since the record has no such column: mood.",)


@pytest.mark.parametrize("name", ["rows.xlsx", "rows", "nowhere.jsonl"])
def test_a_file_that_cannot_be_read_is_refused_by_name(sqlite_db: Database, tmp_path: Path, name: str) -> None:
    if not name.startswith("nowhere"):
        written(tmp_path, LAND, name=name)
    with pytest.raises(BadFile, match=name):
        imported(sqlite_db, tmp_path / name)


def test_a_workbook_is_told_from_a_record_file(sqlite_db: Database, tmp_path: Path) -> None:
    for name in ("book.jsonl", "book.csv"):
        with pytest.raises(BadFile, match="workbook"):
            imported(sqlite_db, written(tmp_path, b"PK\x03\x04....", name=name))


def test_the_bytes_read_are_told_as_they_are_read(sqlite_db: Database, tmp_path: Path) -> None:
    rows: Iterable[dict[str, Any]] = ({"speaker": "X", "act": "claim", "text": f"{n}"} for n in range(1200))
    path, told = written(tmp_path, *rows), list[int]()
    import_file(sqlite_db, path, IMPORTER, NOW, progress=told.append)
    assert sum(told) == path.stat().st_size
    assert len(told) >= 3
