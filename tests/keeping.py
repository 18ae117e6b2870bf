"""A newsroom to test in: the real application on a database, its people with their roles, a still clock."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from pydantic import SecretStr
from sqlmodel import Session
from telegram import User

from bot.app import build
from bot.settings import Settings
from store import statements
from store.chats import meet
from store.database import Database
from store.models import ChatRow
from store.record import Author, Chat, Draft, Role, Statement
from tests.cast import LAND, PROMISE, REFUSAL, TRUCE
from tests.conftest import NOW
from tests.conversation import MODERATOR, OTHER_MODERATOR, OWNER, READER, STRANGER, Conversation, offline_telegram

RECORD = (LAND, REFUSAL, TRUCE, PROMISE)
"""/s1 to /s4."""


class Clock:
    """The time in a test: it moves only when told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def skip(self, **passed: float) -> None:
        self.now += timedelta(**passed)


class Ticking:
    """A clock that moves whenever it is looked at, so that every act has a moment of its own."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


def settle(session: Session, drafts: tuple[Draft, ...], owner: int = OWNER.id) -> None:
    """Everybody has written to the bot, two are moderators, and some statements are on record."""
    for user in (READER, STRANGER, MODERATOR, OTHER_MODERATOR, OWNER):
        meet(session, Chat(user.id, "private", user.full_name, user.username), NOW)
    session.flush()
    for user in (MODERATOR, OTHER_MODERATOR):
        session.get_one(ChatRow, user.id).role = Role.MODERATOR
    for draft in drafts:
        statements.add(session, draft, Author(None, "sample"), NOW - timedelta(days=1))


def settings(**more: Any) -> Settings:
    token = SecretStr("123456789:" + "A" * 35)
    return Settings(bot_token=token, owner_ids=frozenset({OWNER.id}), timezone="UTC", **more)


@asynccontextmanager
async def newsroom(
    db: Database, *, drafts: tuple[Draft, ...] = RECORD, clock: Callable[[], datetime] | None = None, **how: Any
) -> AsyncIterator[Conversation]:
    """The application with its cast; nobody has to say /start."""
    db.write_now(settle, drafts)
    telegram = offline_telegram()
    for user in (READER, STRANGER, MODERATOR, OTHER_MODERATOR, OWNER):
        start_chat(telegram, user)
    app = build(settings(), db, request=telegram, clock=clock or Clock())
    async with Conversation(app, telegram, **how) as talk:
        yield talk


def start_chat(telegram: Any, user: User) -> None:
    """Somebody has started the bot, so that it may write to them."""
    update = telegram.user_says(user, "/start")
    telegram.inbox.take(update)


def found(db: Database, number: int) -> Statement:
    statement = db.read_now(statements.find, number)
    assert statement is not None
    return statement


def sample_session(session: Session) -> int:
    """How many statements are on record."""
    return sum(1 for _ in statements.many(session, range(1, 1000)))
