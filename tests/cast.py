"""The people of the tests, and a few statements for them to keep."""

from sqlmodel import Session

from store import statements
from store.chats import meet
from store.database import Database
from store.models import ChatRow
from store.moderators import Caller
from store.record import Act, Author, Chat, Draft, Role
from tests.conftest import NOW

OWNER, MIRA, OLENA, READER, STRANGER = 1, 7, 8, 20, 30
NAMES = {OWNER: "Olha the owner", MIRA: "Mira", OLENA: "Olena", READER: "Rita the reader", STRANGER: "A stranger"}
OWNERS = frozenset({OWNER})

LAND = Draft("Russia", Act.DEMAND, "Ukraine must cede territory.", "k-1", ("Ukraine",), ("territory",))
REFUSAL = Draft("Ukraine", Act.REJECT, "No land will be given up.", "k-2", ("Russia",), responds_to=("k-1",))
TRUCE = Draft("Volodymyr Zelenskiy", Act.DEMAND, "A ceasefire comes first.", "k-3", ("Russia",), ("ceasefire",))
PROMISE = Draft("Turkey", Act.PROMISE, "Turkey will host the next round.", "k-4", (), ("talks",))


def author(person: int) -> Author:
    return Author(person, NAMES[person])


def caller(person: int, update: int = 0, chat: int | None = None) -> Caller:
    return Caller(author(person), chat or person, update, OWNERS)


def people(db: Database) -> None:
    """Everybody has written to the bot; Mira and Olena are moderators."""
    db.write_now(_meet)


def _meet(session: Session) -> None:
    for person, name in NAMES.items():
        meet(session, Chat(person, "private", name, name.split()[0].lower()), NOW)
    session.flush()
    for person in (MIRA, OLENA):
        session.get_one(ChatRow, person).role = Role.MODERATOR


def record(db: Database, *drafts: Draft) -> list[int]:
    """Put statements on record in Mira's name, one a transaction; returns their numbers."""
    return [db.write_now(statements.add, draft, author(MIRA), NOW) for draft in drafts]
