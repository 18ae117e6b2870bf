"""Finding statements by words."""

from collections.abc import Iterable

from sqlmodel import Session


def index(session: Session, numbers: Iterable[int]) -> None:
    """Make these statements findable as they are now."""
