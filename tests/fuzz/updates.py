"""Makes updates from the schema of the Bot API: whole ones of every type, and broken ones.

``updates.json`` is trimmed from a machine-readable Bot API 10.1 as ``tests/telegram/api.json`` is: of every type that
an update reaches its fields; ``!`` marks what is required, ``|`` alternatives, ``=`` what a field always is.
"""

import copy
import json
import random
import string
from collections import deque
from pathlib import Path
from typing import Any

from handlers.routes import BUTTONS, COMMANDS
from tests.conversation import (
    CHANNEL,
    FORUM,
    GROUP,
    MODERATOR,
    OTHER_READER,
    OWNER,
    READER,
    SMALL_GROUP,
    STRANGER,
)

_SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("updates.json").read_text(encoding="utf-8"))
_TYPES: dict[str, dict[str, str]] = _SCHEMA["types"]
_SUBTYPES: dict[str, list[str]] = _SCHEMA["subtypes"]

DATE = 1_750_000_000
KINDS = [name for name in _TYPES["Update"] if name != "update_id"]
OURS = ("message", "callback_query", "inline_query", "my_chat_member")
"""The kinds that the bot asks for; half of what is made is one of them."""

PEOPLE = [user.to_dict() for user in (READER, OTHER_READER, MODERATOR, OWNER, STRANGER)]
PEOPLE += [{"id": 5000 + at, "is_bot": at % 7 == 0, "first_name": f"P{at}"} for at in range(40)]
PEOPLE += [{"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}]
CHATS = [chat.to_dict() for chat in (CHANNEL, GROUP, FORUM, SMALL_GROUP)]

NASTY = [
    *("", " ", "\n", "🏳️‍🌈" * 30, "\u202e\u2066evil", "x" * 4096, "І" * 5000, "0" * 400),
    *("<b>", "</b>&lt;", "<a href='javascript:1'>x</a>", "&#0;", "&amp;" * 900, "\\", "{", "{ $x }", "%s%n", "{0}"),
    *("'; DROP TABLE statements; --", '" OR 1=1', "NEAR(a b)", "a* OR (b", 'text:"', "^", "(((((", "(a+)+$" * 40),
    *("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "/s1", "/s99999999999999999999", "/s-1", "/ask", "@onrecord_bot"),
    *("9" * 30, "-0", "1e309", "NaN", "٣", "²", "2025-13-45", "0000-00-00", "31 February 2025", "year 99999"),
    *("| | |", "A | demand | B | x | 2025-05-16 | https://a.example", "||||||||||", "a|b", "https://[", "http://%00"),
]
ASKED = [
    *("Who demanded a ceasefire?", "What did Zelenskiy say?", "Чи погодилась Росія?", "Кто обвинил США?", "hello"),
    *("Was the ceasefire accepted on 17 May 2025?", "What has Russia demanded of Ukraine since yesterday?", "why?"),
]
WORDS = [
    "1",
    "2",
    "12",
    "accepted",
    "rejected",
    "Russia",
    "Ukraine",
    "en",
    "uk",
    "1 2",
    "1 accepted because | https://a",
]


SPOILT: list[Any] = [
    None,
    -1,
    1 << 63,
    -(1 << 70),
    1.5,
    True,
    "",
    "x",
    [],
    {},
    [[]],
    {"id": 1},
    "a\ud800",
    "\0",
    [None],
]


class Maker:
    """Makes updates, the same ones for the same seed. `pressed` are buttons that the bot has shown lately."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._number = 0
        self._last: deque[bytes] = deque(maxlen=50)
        self.pressed: deque[tuple[int, str]] = deque(maxlen=200)

    def make(self) -> tuple[str, bytes]:
        """The kind of an update and its body: now and then one that came before, or a broken one."""
        luck = self._random.random()
        if luck < 0.02 and self._last:
            return "repeated", self._random.choice(self._last)
        kind = self._random.choice(OURS if luck < 0.6 else KINDS)
        self._number += 1
        update: dict[str, Any] = {"update_id": self._number, kind: self._body(kind)}
        broken = self._random.random() < 0.25
        if broken:
            update = copy.deepcopy(update)
            self._break(update)
        body = json.dumps(update).encode()
        if broken and self._random.random() < 0.1:
            cut = self._random.randrange(len(body))
            body = body[:cut] if cut % 2 else body[:cut] + bytes([cut % 256]) + body[cut:]
        self._last.append(body)
        return f"{kind}, broken" if broken else kind, body

    def _body(self, kind: str) -> Any:
        body = self._type(_TYPES["Update"][kind].removesuffix("!"), 0)
        if kind == "message" and self._random.random() < 0.8:
            self._as_written(body)
        if kind == "callback_query":
            self._as_pressed(body)
        if kind == "inline_query":
            body["query"] = self._text()
        return body

    def _as_written(self, message: dict[str, Any]) -> None:
        """A message as people write them: nothing but words, often a command, mostly in private."""
        kept = ("message_id", "date", "chat", "from", "reply_to_message", "forward_origin", "document", "sender_chat")
        sent = {name: message[name] for name in kept if name in message and self._random.random() < 0.3}
        sender = self._random.choice(PEOPLE)
        private = {"id": sender["id"], "type": "private", "first_name": sender["first_name"]}
        text = self._command() if self._random.random() < 0.6 else self._text()
        sent |= {"message_id": self._random.randrange(1, 60), "date": DATE + self._number, "from": sender}
        sent |= {"chat": private if self._random.random() < 0.7 else self._random.choice(CHATS), "text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            sent["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        message.clear()
        message.update(sent)

    def _command(self) -> str:
        name = self._random.choice(COMMANDS).name
        return f"/{name} {self._text()}" if self._random.random() < 0.8 else f"/{name}"

    def _text(self) -> str:
        parts = self._random.choice((NASTY, ASKED, WORDS))
        return " ".join(self._random.choice(parts) for _ in range(self._random.choice((1, 1, 1, 2, 3))))

    def _as_pressed(self, query: dict[str, Any]) -> None:
        """A button that the bot has shown, one with something else behind its name, or one that is made up."""
        luck = self._random.random()
        if luck < 0.5 and self.pressed:
            chat, data = self._random.choice(self.pressed)
            message: dict[str, Any] = {"message_id": self._random.randrange(1, 60), "date": DATE, "chat": {"id": chat}}
            message["chat"]["type"] = "private" if chat > 0 else "supergroup"
            query["message"] = message
            query["from"] = next((one for one in PEOPLE if one["id"] == chat), query["from"])
            query["data"] = data if luck < 0.35 else data[: self._random.randrange(len(data) + 1)] + self._text()[:9]
            return
        name = self._random.choice(BUTTONS).name
        query["data"] = name + "".join(f":{self._random.choice(WORDS + NASTY)[:20]}" for _ in range(int(luck * 5)))

    def _type(self, kind: str, depth: int) -> Any:
        kind = self._random.choice(kind.split("|"))
        if kind.startswith("Array of "):
            element = kind.removeprefix("Array of ")
            return [self._type(element, depth + 1) for _ in range(self._random.choice((0, 1, 1, 2)))]
        if kind == "User":
            return self._random.choice(PEOPLE)
        if kind == "Chat" and self._random.random() < 0.9:
            return self._random.choice(CHATS)
        if kind in _SUBTYPES:
            return self._type(self._random.choice(_SUBTYPES[kind]), depth)
        return self._fields(_TYPES[kind], depth) if kind in _TYPES else self._plain(kind)

    def _fields(self, fields: dict[str, str], depth: int) -> dict[str, Any]:
        wanted = 0.3 / (1 + 2 * depth)
        made = {}
        for name, kind in fields.items():
            plain, _, constant = kind.partition("=")
            if "!" in plain or self._random.random() < wanted:
                made[name] = constant or self._type(plain.removesuffix("!"), depth + 1)
                if name in {"date", "unix_time"} or name.endswith("_date"):
                    made[name] = DATE + self._number
        return made

    def _plain(self, kind: str) -> Any:
        match kind:
            case "Integer":
                return self._random.choice((0, 1, 2, 7, DATE, -1001000000003, 101))
            case "Float":
                return self._random.uniform(-180, 180)
            case "Boolean":
                return True
        return self._text() if self._random.random() < 0.5 else self._random.choice(string.ascii_letters) * 5

    def _break(self, value: Any) -> None:
        """Spoil some parts, wherever they lie."""
        for _ in range(self._random.choice((1, 1, 2, 3))):
            place, key = self._place(value)
            luck = self._random.random()
            if luck < 0.25:
                del place[key]
            else:
                place[key] = copy.deepcopy(self._random.choice(SPOILT))

    def _place(self, value: Any) -> tuple[Any, Any]:
        """A random spot in a tree of lists and objects."""
        while True:
            keys = list(value) if isinstance(value, dict) else range(len(value))
            key = self._random.choice(list(keys)) if keys else None
            if key is None:
                return {"": None}, ""
            below = value[key]
            if not isinstance(below, dict | list) or not below or self._random.random() < 0.25:
                return value, key
            value = below
