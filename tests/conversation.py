"""Conversations with the bot as tests tell them: a fixed cast, what people do, what the bot answers.

    async with Conversation(app, telegram) as talk:
        answer = await talk.says(READER, "Who demanded a ceasefire?")
        assert "Zelenskiy" in answer.text
        answer = await talk.presses(READER, answer, "More")

The application is the real one; only Telegram is `OfflineTelegram`. A conversation fails its test when a request does
not fit the Bot API's schema, when Telegram would not parse a text, and when a handler raises.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import pytest
from telegram import Chat, Update, User
from telegram.ext import Application

from bot.offline import Call, OfflineTelegram
from tests.telegram import check_markup, check_request

READER = User(101, "Rhea", False, username="rhea", language_code="en")
OTHER_READER = User(102, "Остап", False, username="ostap", language_code="uk")
MODERATOR = User(201, "Mona", False, username="mona", language_code="en")
OTHER_MODERATOR = User(202, "Milo", False, username="milo", language_code="en")
OWNER = User(301, "Olga", False, username="olga", language_code="en")
STRANGER = User(401, "Sven", False, language_code="de")
CHANNEL = Chat(-1001000000001, Chat.CHANNEL, title="Peace Watch", username="peacewatch")
OTHER_CHANNEL = Chat(-1001000000002, Chat.CHANNEL, title="Elsewhere")
GROUP = Chat(-1001000000003, Chat.SUPERGROUP, title="Newsroom")
FORUM = Chat(-1001000000004, Chat.SUPERGROUP, title="Desks", is_forum=True)
SMALL_GROUP = Chat(-4001, Chat.GROUP, title="Interns")
GROWN_GROUP = Chat(-1001000004001, Chat.SUPERGROUP, title="Interns")
TOPIC = 5
TIDIED = "editMessageReplyMarkup"
"""What takes buttons away: it says nothing."""


def offline_telegram(**settings: Any) -> OfflineTelegram:
    """Telegram with the cast in their places.

    The owner created every chat. The bot is an admin of `CHANNEL` and `FORUM`, a member of `GROUP` and `SMALL_GROUP`,
    and not in `OTHER_CHANNEL`. The moderators are admins of `CHANNEL` and `GROUP`; the readers are members of the
    groups; the stranger is nowhere. Nobody has started the bot yet.
    """
    telegram = OfflineTelegram(**settings)
    chats = telegram.chats
    for user in (READER, OTHER_READER, MODERATOR, OTHER_MODERATOR, OWNER, STRANGER):
        chats.person(user)
    for chat in (CHANNEL, OTHER_CHANNEL, GROUP, FORUM, SMALL_GROUP):
        chats.join(chat, OWNER, "creator")
    for chat, status in (
        (CHANNEL, "administrator"),
        (GROUP, "member"),
        (FORUM, "administrator"),
        (SMALL_GROUP, "member"),
    ):
        chats.join(chat, None, status)
    for chat in (CHANNEL, GROUP):
        chats.join(chat, MODERATOR, "administrator")
        chats.join(chat, OTHER_MODERATOR, "administrator")
    for chat in (GROUP, FORUM, SMALL_GROUP):
        chats.join(chat, READER, "member")
        chats.join(chat, OTHER_READER, "member")
    chats.chat(FORUM).topics.add(TOPIC)
    return telegram


@dataclass(frozen=True, slots=True)
class Button:
    """A button as it is seen, and what it does."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One message that the bot sent or edited: what is seen, the HTML it was made of, the buttons in reading order."""

    chat_id: int
    message_id: int
    text: str
    html: str
    entities: list[dict[str, Any]]
    buttons: list[Button]
    edited: bool = False
    file_name: str | None = None
    file: bytes | None = None
    reply_to: int | None = None
    thread_id: int | None = None

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [button.label for button in self.buttons]

    @property
    def links(self) -> list[str]:
        """Where the links in the text lead."""
        return [entity["url"] for entity in self.entities if "url" in entity]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the bot did in answer to one act. False when it said and showed nothing."""

    said: list[Said] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.said or self.toast or self.results)

    @property
    def text(self) -> str:
        """The plain text of all messages."""
        return "\n".join(said.text for said in self.said)

    @property
    def html(self) -> str:
        """The HTML of all messages, as it was sent."""
        return "\n".join(said.html for said in self.said)

    @property
    def last(self) -> Said:
        """The last message; fails when the bot was silent."""
        assert self.said, f"the bot said nothing; it asked Telegram for {[call.method for call in self.calls]}"
        return self.said[-1]

    @property
    def labels(self) -> list[str]:
        """The buttons under the last message."""
        return self.said[-1].labels if self.said else []

    @property
    def toast(self) -> str:
        """The small note over a pressed button."""
        return "".join(call.params.get("text", "") for call in self.requests("answerCallbackQuery"))

    @property
    def results(self) -> list[dict[str, Any]]:
        """The inline results that were offered."""
        return [result for call in self.requests("answerInlineQuery") for result in call.params["results"]]

    @property
    def reactions(self) -> list[str]:
        """The emoji that the bot put under messages."""
        calls = self.requests("setMessageReaction")
        return [reaction["emoji"] for call in calls for reaction in call.params.get("reaction", [])]

    @property
    def tidied(self) -> list[int]:
        """The numbers of the messages that lost buttons."""
        return [call.params["message_id"] for call in self.requests(TIDIED)]

    @property
    def refused(self) -> list[Call]:
        """The requests that Telegram refused or never answered."""
        return [call for call in self.calls if call.status != 200]

    def to(self, chat: Chat | User) -> list[Said]:
        """The messages in one chat."""
        return [said for said in self.said if said.chat_id == chat.id]

    def requests(self, method: str) -> list[Call]:
        """The requests of one method that Telegram fulfilled."""
        return [call for call in self.calls if call.method == method and call.status == 200]


class Conversation:
    """Drives an application as Telegram does: starts it, hands it updates, waits until they are dealt with.

    Scheduled jobs stand still; `tick` runs one now. `raises` are the errors that the test expects to be reported to the
    application's error handlers.
    """

    def __init__(
        self,
        app: Application[Any, Any, Any, Any, Any, Any],
        telegram: OfflineTelegram,
        *,
        raises: tuple[type[Exception], ...] = (),
    ) -> None:
        self.app = app
        self.telegram = telegram
        self.errors: list[Exception] = []
        self._raises = raises
        self._checked = (0, 0)
        self._not_ours: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        self._not_ours = asyncio.all_tasks()
        self.app.add_error_handler(self._note_error)
        await self.app.initialize()
        if self.app.post_init:
            await self.app.post_init(self.app)
        await self.app.start()
        if self.app.job_queue is not None:
            self.app.job_queue.scheduler.pause()
        await self._settle()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.app.stop()
        await self.app.shutdown()
        if error is None:
            self.check()

    async def says(self, user: User, text: str, **how: Any) -> Answer:
        """A person's text, by default in private; `how` as in `OfflineTelegram.user_says`, `reply_to` also a `Said`."""
        return await self.happens(self.telegram.user_says(user, text, **_by_number(how)))

    async def sends(self, user: User, name: str, content: bytes | str, **how: Any) -> Answer:
        """A person's file; `how` as in `OfflineTelegram.user_sends`."""
        body = content.encode() if isinstance(content, str) else content
        return await self.happens(self.telegram.user_sends(user, name, body, **_by_number(how)))

    async def presses(self, user: User, under: Answer | Said, label: str = "", *, data: str | None = None) -> Answer:
        """A button under a message as it looks now, by its label or a part of it; or by its `data`, seen or not."""
        said = under.last if isinstance(under, Answer) else under
        chat = self.telegram.chats.chats[said.chat_id]
        button = data or _button_of(_buttons(chat.posts[said.message_id].message), label).data
        assert button is not None, f"{label!r} does not call the bot"
        place = None if chat.type == "private" else Chat(chat.id, chat.type)
        return await self.happens(self.telegram.presses(user, said.message_id, button, chat=place))

    async def asks_inline(self, user: User, text: str, **how: Any) -> Answer:
        """What a person types after the bot's @name somewhere; `how` as in `OfflineTelegram.asks_inline`."""
        return await self.happens(self.telegram.asks_inline(user, text, **how))

    async def happens(self, update: dict[str, Any]) -> Answer:
        """Any update that `OfflineTelegram` made; handing one in again is Telegram delivering it twice."""
        self.telegram.inbox.take(update)
        mark = len(self.telegram.calls)
        received = Update.de_json(update, self.app.bot)
        self._not_ours |= {task for task in [asyncio.current_task()] if task}  # of several people at once
        await self.app.update_processor.process_update(received, self.app.process_update(received))
        return await self._answer_since(mark)

    async def tick(self, name: str) -> Answer:
        """Run the scheduled job of that name now."""
        assert self.app.job_queue is not None
        self._not_ours |= {task for task in [asyncio.current_task()] if task}
        jobs = self.app.job_queue.get_jobs_by_name(name)
        assert jobs, f"there is no job {name!r}, only {[job.name for job in self.app.job_queue.jobs()]}"
        mark = len(self.telegram.calls)
        for job in jobs:
            await job.run(self.app)
        return await self._answer_since(mark)

    def check(self) -> None:
        """Fail the test for what was sent since the last check and Telegram would not take, and for errors."""
        calls, errors = self.telegram.calls[self._checked[0] :], self.errors[self._checked[1] :]
        self._checked = (len(self.telegram.calls), len(self.errors))
        problems = [problem for call in calls for problem in _problems(call)]
        unexpected = [error for error in errors if not isinstance(error, self._raises)]
        if unexpected:
            raise AssertionError(f"a handler raised {unexpected[0]!r}") from unexpected[0]
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)

    async def _answer_since(self, mark: int) -> Answer:
        await self._settle()
        self.check()
        calls = self.telegram.calls[mark:]
        return Answer([said for call in calls for said in said_by(call)], calls)

    async def _settle(self) -> None:
        """Wait for what handlers left running, and for what that leaves running in turn."""
        await asyncio.sleep(0)
        while ours := {
            task for task in asyncio.all_tasks() - self._not_ours if "update_fetcher" not in task.get_name()
        }:
            await asyncio.wait(ours)

    async def _note_error(self, _: object, context: Any) -> None:
        self.errors.append(context.error)


def _by_number(how: dict[str, Any]) -> dict[str, Any]:
    target = how.get("reply_to")
    if isinstance(target, Answer):
        target = target.last
    return how | ({"reply_to": target.message_id} if isinstance(target, Said) else {})


def _problems(call: Call) -> Iterable[str]:
    yield from check_request(call.method, call.params, call.files)
    yield from (f"{call.method}: {problem}" for problem in check_markup(call.params))


def said_by(call: Call) -> Iterable[Said]:
    """The messages of a request that sent or edited some."""
    if call.status != 200 or not call.method.startswith(("send", "editMessage")) or call.method == TIDIED:
        return
    result = call.answer["result"]
    messages = result if isinstance(result, list) else [result]
    for message in messages:
        if isinstance(message, dict):
            yield _as_said(call, message)


def _as_said(call: Call, message: dict[str, Any]) -> Said:
    upload = next(iter(call.files.values()), None)
    return Said(
        chat_id=message["chat"]["id"],
        message_id=message["message_id"],
        text=message.get("text", message.get("caption", "")),
        html=str(call.params.get("text") or call.params.get("caption") or ""),
        entities=message.get("entities", message.get("caption_entities", [])),
        buttons=_buttons(message),
        edited=call.method.startswith("edit"),
        file_name=upload[0] if upload else None,
        file=upload[1] if upload else None,
        reply_to=message.get("reply_to_message", {}).get("message_id"),
        thread_id=message.get("message_thread_id"),
    )


def _buttons(message: dict[str, Any]) -> list[Button]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [Button(found["text"], found.get("callback_data"), found.get("url")) for row in rows for found in row]


def _button_of(buttons: list[Button], label: str) -> Button:
    exact = [button for button in buttons if button.label == label]
    near = exact or [button for button in buttons if label.lower() in button.label.lower()]
    assert len(near) == 1, f"not one button {label!r} among {[button.label for button in buttons]}"
    return near[0]
