"""After a shift: what was confirmed, the log, the record and the cards in the chats, compared."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from bot.offline import OfflineTelegram
from bot.offline_chats import Post
from bot.offline_html import parse, trim
from handlers import card
from handlers.reply import messages
from store import cards, health, history, keeping, standing, statements
from store.actors import find_actor, find_topic
from store.database import Database
from store.history import Change
from store.models import ChangeRow, StatementRow, StatusChangeRow
from store.models_keeping import PostRow
from tests.shift.keeper import Board, Key


def disagreements(db: Database, telegram: OfflineTelegram, board: Board, people: Iterable[int]) -> list[str]:
    """Every point in which the accounts differ; none is what a shift should leave behind."""
    changes = db.read_now(_changes)
    return [
        *_broken_chain(db),
        *_confirmed_and_logged(board, changes, frozenset(people)),
        *(f"a draft was lost: {words}" for words in board.lost),
        *db.read_now(_in_the_record, board, changes, telegram),
    ]


def _in_the_record(session: Session, board: Board, changes: Sequence[Change], telegram: OfflineTelegram) -> list[str]:
    return [
        *_as_wanted(session, board),
        *_as_logged(session, changes),
        *_settled(session),
        *_found(session),
        *_shown(session, telegram),
        *_noted(session, telegram),
    ]


def kinds(board: Board) -> Counter[str]:
    """How many changes of each kind were confirmed."""
    return Counter(kind for _, kind, _ in board.confirmed)


def _changes(session: Session) -> list[Change]:
    return [history.value(row) for row in session.exec(select(ChangeRow).order_by(col(ChangeRow.id)))]


def _broken_chain(db: Database) -> Iterator[str]:
    broken = db.read_now(history.verify)
    if broken is not None:
        yield f"entry {broken.number} {broken.reason}"


def _confirmed_and_logged(board: Board, changes: Sequence[Change], people: frozenset[int]) -> Iterator[str]:
    """Each change that was confirmed is in the log once, and nothing else is there, but for what is in doubt."""
    logged = Counter(key for act in _acts(changes) for key in _keys(act) if key[0] in people)
    confirmed = Counter(board.confirmed)
    yield from (f"confirmed {times} times more than logged: {key}" for key, times in (confirmed - logged).items())
    allowed = confirmed + board.doubtful
    yield from (f"logged {times} times more than confirmed: {key}" for key, times in (logged - allowed).items())
    entries = {change.number: key for act in _acts(changes) for key in _keys(act) for change in act}
    for number, key in board.entries.items():
        if entries.get(number) != key:
            yield f"the button under {key} takes back entry {number}, which is {entries.get(number)}"


def _acts(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The entries of each transaction: one author's at one moment."""
    for _, act in groupby(changes, lambda change: (change.author.id, change.at)):
        yield list(act)


def _keys(act: Sequence[Change]) -> Iterator[Key]:
    last = act[-1]
    person = last.author.id or 0
    if last.action == "import":
        yield from ((person, "import", str((each.after or {}).get("id"))) for each in act)
    elif last.action == "undo":
        yield person, "undo", ""
    elif last.subject in {"actor", "topic"}:
        told = last.after if last.action == "rename" else last.before or last.after
        yield person, f"{last.subject} {last.action}", str((told or {}).get("name"))
    else:
        yield person, "source" if last.action == "source" else last.action, str(last.subject_id)


def _as_wanted(session: Session, board: Board) -> Iterator[str]:
    """Each statement was recorded with everything that its moderator had given."""
    for number, wanted in board.wanted.items():
        first = history.of(session, "statement", number)[0].after or {}
        for name, value in wanted.items():
            if value and first.get(name) != value:
                yield f"/s{number} was recorded with {name} {first.get(name)!r}, not {value!r}"


def _as_logged(session: Session, changes: Sequence[Change]) -> Iterator[str]:
    """The record is what its log says: the last entry of each statement, names as they were called since."""
    last = {change.subject_id: change.after or {} for change in changes if change.subject == "statement"}
    on_record = {number for number in session.exec(select(StatementRow.id)) if number is not None}
    yield from (f"/s{number} is on record or in the log only" for number in on_record ^ set(last))
    for number in sorted(on_record & set(last)):
        now, then = keeping.kept_object(session, number), last[number]
        for name in statements.object_of(session, number) | then:
            if name not in {"status", "retracted", "merged_into", "rulings"} or name in then:
                was, is_ = _by_id(session, name, then.get(name)), _by_id(session, name, now.get(name))
                if was != is_ and name != "status":
                    yield f"/s{number}: {name} is {is_!r}, in the log {was!r}"


def _by_id(session: Session, column: str, value: Any) -> Any:
    """Names that may have changed since as whom they mean."""
    if column in {"speaker", "reported_by"} and value:
        return find_actor(session, value)
    if column in {"addressee", "topics"} and value:
        find = find_actor if column == "addressee" else find_topic
        return list(dict.fromkeys(find(session, name) for name in value))
    return value or None


def _settled(session: Session) -> Iterator[str]:
    """Each status is what responses and rulings make it, and the last that was noted."""
    for row in session.exec(select(StatementRow)).all():
        assert row.id is not None
        if row.merged_into_id is None:
            status = standing.standings(session, row.id)[-1].status
            noted = select(StatusChangeRow.after).where(StatusChangeRow.statement_id == row.id)
            last = session.exec(noted.order_by(col(StatusChangeRow.id).desc())).first()
            if not str(status) == row.status == (last or row.status):
                yield f"/s{row.id} stands at {row.status}, should be {status}, noted {last}"


def _found(session: Session) -> Iterator[str]:
    """The search index holds what is on record, and has counted its words."""
    if missing := health.unindexed(session):
        yield f"{missing} statements are not in the search index, or too many are"
    counted: Counter[str] = Counter()
    for words in session.scalars(text("SELECT words FROM search_documents")):
        counted.update({*words.split(), ""})
    known = {word: times for word, times in session.execute(text("SELECT word, documents FROM search_words")) if times}
    if known != dict(counted):
        yield f"words are counted wrongly: {set(known.items()) ^ set(counted.items())}"


def _shown(session: Session, telegram: OfflineTelegram) -> Iterator[str]:
    """Each card in a chat shows its statement as it is now."""
    for post in session.exec(select(PostRow).where(col(PostRow.kind) == "card")).all():
        shown = telegram.chats.chats[post.chat_id].posts[post.message_id].message["text"]
        found = cards.card(session, post.ref)
        assert found is not None
        html = messages(card.show(post.language, found, telegram.chats.bot["username"]).blocks)[0]
        expected = trim(*parse(html))[0]
        old, new = set(shown.splitlines()), set(expected.splitlines())
        if post.stale or old != new:
            where = f"message {post.message_id} in {post.chat_id} ({post.stale} times stale)"
            yield f"{where} shows /s{post.ref} with {old - new}, not {new - old}"


def _noted(session: Session, telegram: OfflineTelegram) -> Iterator[str]:
    """Each card in a chat is one that corrections reach, or another one below it is: the answer of a bot that was
    killed before it had noted the card comes again."""
    cards_sent = session.exec(select(PostRow).where(col(PostRow.kind) == "card"))
    noted = {(post.chat_id, post.message_id): post.ref for post in cards_sent}
    for chat in telegram.chats.chats.values():
        below: set[int] = set()
        for message, post in sorted(chat.posts.items(), reverse=True):
            number = _card_of(post)
            if (chat.id, message) in noted:
                below.add(noted[chat.id, message])
            elif number is not None and keeping.resolve(session, number) not in below:
                yield f"message {message} in {chat.id} is a card of /s{number} that no correction reaches"


def _card_of(post: Post) -> int | None:
    """The statement whose card a message of the bot is, by the button to follow it."""
    rows = post.message.get("reply_markup", {}).get("inline_keyboard", []) if post.own else []
    found = (re.fullmatch(r"follow:s(\d+)", one.get("callback_data", "")) for row in rows for one in row)
    return next((int(each[1]) for each in found if each), None)
