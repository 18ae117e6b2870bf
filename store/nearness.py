"""How near in meaning every statement is to one question: the vectors of `store.semantic`, kept in memory."""

import heapq
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, text
from sqlmodel import Session

from store import words
from store.semantic import SCALE, SIZE, TEXT_SIZE, VECTORS, available, build, encode, encode_texts, told
from store.statements import many
from store.usual import USUAL

PART = 20_000
"""Rows compared at once."""

FRESH = 4
"""Statements without vectors whose vectors a question waits for, the newest: some 25 ms each."""

READY = 0.8
"""The share of statements that must have a vector before meaning is weighed: what has none could not keep up."""

_SINCE = text(
    "SELECT position, statement_id, vector FROM search_vectors "
    "WHERE position > :position AND LENGTH(vector) = :size ORDER BY position LIMIT 100000"
)
"""An older program that still runs beside this one writes shorter vectors."""

PAIR = VECTORS * SIZE
ROW = PAIR + TEXT_SIZE
"""Bytes of a statement's first two vectors, and of all three."""


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
    usual statement is, whatever the record holds: to the question, and its words to the subject. `said` is the vector
    of what a pasted text says, and the mean and deviation of the cosines of all statements' words with it, `alike`.
    `fresh` are vectors of statements that have none in the database yet.
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
    said: tuple[Any, float, float] | None = None
    alike: Any = None
    fresh: Mapping[int, Any] = field(default_factory=dict)

    def of(self, number: int) -> tuple[float, float, float, float, float]:
        """The last five fields of a candidate, see `store.matcher.Candidate`."""
        at = self.places.get(number)
        row = self.rows[at] if at is not None else self.fresh.get(number)
        if row is None:
            return 0.0, 0.0, 0.0, 0.0, 0.0
        pair = _pair(row[:PAIR])
        cosines = self.cosines[at] if at is not None else pair @ self.question / SCALE
        above = (cosines - self.mean) / self.deviation
        own = 0.0 if self.subject is None else float(pair[1] @ self.subject) / SCALE
        alike = 0.0
        if self.said is not None:
            text_, mean, deviation = self.said
            alike = (float(row[PAIR:] @ text_) / SCALE - mean) / deviation
        return float(above[0]), float(above[1]), float(cosines[0]) - self.usual[0], own - self.usual[1], alike

    def nearest(self, most: int) -> list[int]:
        """The statements nearest in meaning, nearest first."""
        import numpy as np  # noqa: PLC0415

        together = (self.cosines / self.deviation).sum(axis=1)
        if self.said is not None:
            together = together + self.alike / self.said[2]
        best = np.argpartition(-together, min(most, len(together) - 1))[:most]
        return [self.numbers[at] for at in best[np.argsort(-together[best])]]


def similarities(session: Session, question: str, subject: str = "", pasted: str = "") -> Nearness | None:
    """How near statements are to a question and its subject, or to what a pasted text says.

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
    cosines = _cosines(vectors.rows[:, :PAIR], lambda part: _pair(part) @ asked)
    mean, deviation = cosines.mean(axis=0), cosines.std(axis=0).clip(min=1e-6)
    near = Nearness(vectors.places, vectors.numbers, vectors.rows, cosines, usual, mean, deviation, asked, about)
    return _and_alike(near, pasted) if pasted else near


def _and_alike(near: Nearness, text_: str) -> Nearness:
    said = encode_texts([text_])[0]
    alike = _cosines(near.rows[:, PAIR:], lambda part: part @ said)
    return replace(near, said=(said, float(alike.mean()), max(float(alike.std()), 1e-6)), alike=alike)


def with_fresh(session: Session, near: Nearness, numbers: Iterable[int]) -> Nearness:
    """The same, also for the newest of these statements that have no vectors yet: they are ranked beside the others."""
    late = heapq.nlargest(FRESH, [number for number in numbers if number not in near.places])
    found = many(session, late)
    if not found:
        return near
    built = build([(one.number, told(one)) for one in found])
    return replace(near, fresh={number: _rows(vector)[0] for number, _, vector in built})


def _cosines(rows: Any, cosines: Callable[[Any], Any]) -> Any:
    """Of each row its cosines; a part at a time, since only bytes are kept."""
    import numpy as np  # noqa: PLC0415

    parts = [cosines(rows[at : at + PART].astype(np.float32)) for at in range(0, len(rows), PART)]
    return np.concatenate(parts) / SCALE


def _pair(rows: Any) -> Any:
    """The vectors of all fields and of the words alone, of shape (…, 2, 384)."""
    return rows.reshape(*rows.shape[:-1], VECTORS, SIZE)


@cache
def _usual() -> Any:
    import numpy as np  # noqa: PLC0415

    return _pair(np.frombuffer(b64decode(USUAL), np.int8))


def _rows(vectors: bytes) -> Any:
    """As an array of shape (statements, 1280): the vectors of a statement one after another."""
    import numpy as np  # noqa: PLC0415

    return np.frombuffer(vectors, np.int8).reshape(-1, ROW)


def _vectors(session: Session) -> _Vectors:
    """All vectors, read once; later ones are added to them."""
    import numpy as np  # noqa: PLC0415

    engine = session.get_bind().engine
    with _read_lock:
        known = _read.setdefault(engine, _Vectors())
        while found := session.execute(_SINCE, {"position": known.position, "size": ROW}).all():
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
