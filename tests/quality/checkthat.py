"""CheckThat! 2020 task 2: for a tweet the claim that checks it. The files are theirs and are not kept here."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert
from sqlmodel import Session, col, select

from handlers.question import understand
from store import search, semantic
from store.actors import actor_id, directory
from store.answer import ranking
from store.database import Database
from store.models import StatementRow
from store.words import Vocabulary
from tests.quality.record import NOW

DEPTH = 5
BATCH = 500


def report(folder: Path, split: str, *, meaning: bool) -> None:
    """Print MAP@5, P@1 and MRR over the tweets of a split, duplicates of a claim merged."""
    claims = _rows(folder / "verified_claims.docs.tsv")
    gold = _gold(folder / split / "tweet-vclaim-pairs.qrels")
    same = _merged(claims)
    with _store(claims, meaning=meaning) as db, semantic.only_if(meaning):
        ranks = [
            _rank(db.read_now(_order, tweet), {same[claim] for claim in gold[id_]}, same)
            for id_, tweet, *_ in _rows(folder / split / "tweets.queries.tsv")
            if id_ in gold
        ]
    for name, value in scores(ranks).items():
        print(f"{name:6} {value:.3f}")
    print(f"{len(ranks)} tweets, {len(claims)} claims, {'with the encoder' if meaning else 'words alone'}")


def scores(ranks: Sequence[int | None]) -> dict[str, float]:
    """Measures from the place of the one right claim of each tweet, counted from 1, None when not found.

    With one right claim the official average precision at 5 is the reciprocal rank cut at five.
    """
    total = len(ranks)
    return {
        "MAP@5": sum(1 / rank for rank in ranks if rank and rank <= DEPTH) / total,
        "P@1": sum(rank == 1 for rank in ranks) / total,
        "MRR": sum(1 / rank for rank in ranks if rank) / total,
    }


def _rank(order: Sequence[str], wanted: set[str], same: Mapping[str, str]) -> int | None:
    distinct = dict.fromkeys(same[claim] for claim in order)
    return next((at for at, claim in enumerate(distinct, 1) if claim in wanted), None)


def _order(session: Session, tweet: str) -> list[str]:
    names = directory(session)
    _, ranked, _ = ranking(session, understand(tweet, names, NOW.date(), Vocabulary(session)), names)
    rows = {row: session.get_one(StatementRow, row).key for row in (match.number for match in ranked[:50])}
    return list(rows.values())


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def _gold(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        tweet, _, claim, _ = line.split("\t")
        found.setdefault(tweet, set()).add(claim)
    return found


def _merged(claims: Sequence[Sequence[str]]) -> dict[str, str]:
    """Of each claim the first one with the same words."""
    first: dict[str, str] = {}
    return {id_: first.setdefault(" ".join(claim.casefold().split()), id_) for id_, claim, *_ in claims}


@contextmanager
def _store(claims: Sequence[Sequence[str]], *, meaning: bool) -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/claims.db")
        db.upgrade()
        db.write_now(_fill, claims)
        if meaning:
            semantic.catch_up(db)
        yield db
        db.close()


def _fill(session: Session, claims: Sequence[Sequence[str]]) -> None:
    """Claims as statements of nobody known; the checkers' headline stands where a quote would."""
    speaker = actor_id(session, "Somebody")
    rows = [
        {"key": id_, "speaker_id": speaker, "act": "claim", "text": claim, "quote": title, "status": "unverified"}
        for id_, claim, title, *_ in claims
    ]
    session.execute(insert(StatementRow), [{**row, "revision": 1, "recorded_at": NOW} for row in rows])
    numbers = [number or 0 for number in session.exec(select(StatementRow.id).order_by(col(StatementRow.id)))]
    for start in range(0, len(numbers), BATCH):
        search.index(session, numbers[start : start + BATCH])
