"""Questions: those a button comes back to, and those nothing on record answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import Session, col, select

from store.models import PageRow, QuestionRow, table_of
from store.text import fold

PAGES_KEPT = timedelta(days=30)
"""How long the buttons under an answer work."""


_page = table_of(PageRow)
_AGAIN = (
    update(_page)
    .where(_page.c.chat_id == bindparam("its_chat_id"), _page.c.question == bindparam("its_question"))
    .values(at=bindparam("its_at"))
    .returning(_page.c.id)
)
_NEW = insert(_page).returning(_page.c.id)


def remember(session: Session, chat: int, question: str, now: datetime) -> int:
    """The id by which a button of this chat brings the question back."""
    page = {"chat_id": chat, "question": question, "at": now}
    found: int | None = session.scalar(_AGAIN, {f"its_{name}": value for name, value in page.items()})
    return found if found is not None else session.execute(_NEW, page).scalar_one()


def recall(session: Session, chat: int, page: int) -> str | None:
    """The question of a button, None when it was not this chat's or is forgotten."""
    row = session.get(PageRow, page)
    return row.question if row is not None and row.chat_id == chat else None


def hand_on(session: Session, chat: int, page: int, person: int, now: datetime) -> int | None:
    """The id by which a question asked in a group comes back in somebody's private chat; None as for `recall`."""
    question = recall(session, chat, page)
    return remember(session, person, question, now) if question is not None else None


def asked(session: Session, page: int) -> tuple[str, datetime] | None:
    """A question that an answer is remembered by, and when it was last asked; None for one that is forgotten."""
    row = session.get(PageRow, page)
    return (row.question, row.at) if row is not None else None


def unanswered(session: Session, question: str, now: datetime) -> None:
    """Put a question on the moderators' list, without its asker; asked again, it only counts up."""
    folded = fold(question)
    if not folded:
        return
    query = select(QuestionRow).where(QuestionRow.folded == folded, col(QuestionRow.closed_at).is_(None))
    row = session.exec(query).first()
    if row is None:
        row = QuestionRow(at=now, text=question, folded=folded, asked=0)
    row.asked, row.at = row.asked + 1, now
    session.add(row)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question nothing on record answered, and how often it was asked."""

    id: int
    text: str
    asked: int


def open_ones(session: Session, limit: int) -> list[Unanswered]:
    """The moderators' list, most asked first."""
    query = select(QuestionRow).where(col(QuestionRow.closed_at).is_(None))
    rows = session.exec(query.order_by(col(QuestionRow.asked).desc(), col(QuestionRow.id).desc()).limit(limit))
    return [Unanswered(row.id or 0, row.text, row.asked) for row in rows]


def close(session: Session, id_: int, now: datetime) -> None:
    """Take a question off the list; asked again, it comes back."""
    row = session.get(QuestionRow, id_)
    if row is not None and row.closed_at is None:
        row.closed_at = now
        session.add(row)


def purge(session: Session, now: datetime, days: int) -> None:
    """Forget what is older than it may be kept."""
    session.execute(delete(QuestionRow).where(col(QuestionRow.at) < now - timedelta(days=days)))
    kept = min(PAGES_KEPT, timedelta(days=days))
    session.execute(delete(PageRow).where(col(PageRow.at) < now - kept))
