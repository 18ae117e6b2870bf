"""Feeds made updates to the real application, as a webhook does, and counts what goes wrong."""

import gc
import json
import logging
import re
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Chat, Update
from telegram.error import TelegramError

from bot.app import build
from bot.desk import Desk
from bot.offline import Call, OfflineTelegram
from bot.settings import load
from bot.webhook import Malformed, update_of
from store.database import Database
from tests.conversation import MODERATOR, OWNER, offline_telegram
from tests.fuzz.updates import KINDS, OURS, Maker
from tests.telegram import check_markup, check_request

BETWEEN = timedelta(seconds=2)
"""Simulated time between two updates."""

TICK_EVERY = 400
KEPT = 60
"""Messages of a chat that the offline Telegram still knows; without a bound its memory would be measured."""

EXCUSED = re.compile(
    "chat not found|can't initiate|blocked|kicked|not a member|not found|too old|not enough rights|administrator rights"
    "|message can't be|not modified|upgraded|wrong file_id|no text in|member list|PARTICIPANT|no administrators"
    "|no caption|offline"
)
"""What Telegram refuses because of where an update comes from, not because of what the bot says."""


@dataclass
class Found:
    """What came of the updates: how many of each kind, refused, calls made, what went wrong, megabytes on the way."""

    kinds: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    calls: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    megabytes: list[float] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """By which share memory grew over the second half."""
        half = self.megabytes[len(self.megabytes) // 2]
        return self.megabytes[-1] / half - 1

    def told(self) -> str:
        kinds = {name.removesuffix(", broken") for name in self.kinds} - {"repeated"}
        broken = sum(count for name, count in self.kinds.items() if name.endswith("broken"))
        lines = [
            f"{sum(self.kinds.values())} updates of {len(kinds)} kinds, {broken} broken, {self.refused} refused, "
            f"{self.kinds['repeated']} repeated; {self.calls} requests made; {sum(self.wrong.values())} went wrong",
            f"memory {self.megabytes[0]:.0f} → {self.megabytes[len(self.megabytes) // 2]:.0f} → "
            f"{self.megabytes[-1]:.0f} MB: {self.growth:+.1%} over the second half (goal: under 10 %)",
        ]
        return "\n".join(lines + [f"  {count} × {what}" for what, count in self.wrong.most_common(20)])


async def fuzz(db: Database, count: int, seed: int, progress: Callable[[int], None] = lambda _: None) -> Found:
    """Feed `count` updates to an application over this database."""
    moment = datetime(2025, 6, 1, tzinfo=UTC)
    telegram = offline_telegram(clock=lambda: moment.timestamp())  # noqa: PLW0108 - the moment moves on
    settings = load(bot_token=None, owner_ids=str(OWNER.id))
    app = build(settings, db, request=telegram, clock=lambda: moment)
    found, maker = Found(), Maker(seed)

    async def note(update: object, context: Any) -> None:
        if not isinstance(context.error, TelegramError):
            found.wrong[_where(context.error)] += 1

    def judge(call: Call) -> None:
        found.calls += 1
        for problem in (*check_request(call.method, call.params, call.files), *check_markup(call.params)):
            found.wrong[problem[:200]] += 1
        said = call.answer.get("description", "")
        if call.status >= 400 and not EXCUSED.search(said):
            found.wrong[f"{call.method}: {said}"] += 1
        maker.pressed.extend(_buttons(call))

    logging.getLogger("handlers").setLevel(logging.CRITICAL)
    telegram.listeners.append(judge)
    async with app:
        await app.start()
        assert app.job_queue is not None
        app.job_queue.scheduler.pause()
        app.add_error_handler(note)
        desk = Desk(app, db)
        await _appoint(app, telegram)
        for number in range(count):
            moment += BETWEEN
            kind, body = maker.make()
            found.kinds[kind] += 1
            try:
                update = _received(kind, body, app, found)
                if update is not None:
                    _meet(telegram, update)
                    await desk.receive(update)
            except Exception as error:
                found.wrong[f"{kind}: {_where(error)}"] += 1
            if number % TICK_EVERY == 0:
                await _tick(app, desk, telegram)
            if number % max(1, count // 100) == 0:
                gc.collect()
                found.megabytes.append(_megabytes())
                progress(number)
        await app.stop()
        desk.turns.close()
    logging.getLogger("handlers").setLevel(logging.NOTSET)
    return found


def _received(kind: str, body: bytes, app: Any, found: Found) -> Update | None:
    """As a webhook reads it; whole updates of kinds that were not asked for come as polling would bring them."""
    if kind in KINDS and kind not in OURS:
        return Update.de_json(json.loads(body), app.bot)
    try:
        return update_of(body, app.bot)
    except Malformed as malformed:
        found.refused += 1
        if kind in KINDS:
            found.wrong[f"a whole {kind} was refused: {malformed.__cause__!r}"[:200]] += 1
        return None


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-3:]
    return f"{type(error).__name__}: {str(error)[:120]!r} at " + " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(last)
    )


async def _appoint(app: Any, telegram: OfflineTelegram) -> None:
    for words in (OWNER, "/start"), (MODERATOR, "/start"), (OWNER, f"/promote {MODERATOR.id}"):
        update = telegram.user_says(*words)
        received = Update.de_json(update | {"update_id": 1_000_000_000 + update["update_id"]}, app.bot)
        await app.process_update(received)


def _meet(telegram: OfflineTelegram, update: Update) -> None:
    """Telegram knows the chat and the question that an update comes from."""
    chat, query = update.effective_chat, update.callback_query or update.inline_query
    if isinstance(chat, Chat) and isinstance(chat.id, int) and chat.id not in telegram.chats.chats:
        telegram.chats.join(chat, None, "member")
    if query is not None and isinstance(query.id, str):
        telegram.chats.open_queries.add(query.id)


async def _tick(app: Any, desk: Desk, telegram: OfflineTelegram) -> None:
    """What is due by itself; then the offline Telegram forgets what is long past."""
    for job in app.job_queue.jobs():
        if job.name in ("editions", "delivery", "corrections", "tidy", "forget"):
            await job.run(app)
    await desk.note()
    telegram.calls.clear()
    telegram.inbox.queue.clear()
    telegram.chats.open_queries.clear()
    telegram.chats.answers.clear()
    for chat in telegram.chats.chats.values():
        for number in list(chat.posts)[:-KEPT]:
            del chat.posts[number]
        chat.actions.clear()


def _buttons(call: Call) -> list[tuple[int, str]]:
    result = call.answer.get("result")
    if not isinstance(result, dict) or "reply_markup" not in result:
        return []
    rows = result["reply_markup"]["inline_keyboard"]
    chat = int(result["chat"]["id"])
    return [(chat, one["callback_data"]) for row in rows for one in row if "callback_data" in one]


def _megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
