"""Whatever is typed, forwarded, sent or pressed: no unhandled error, no unanswered button, nothing Telegram refuses."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session
from telegram import User

from handlers.routes import BUTTONS, COMMANDS
from store import history
from store.database import Database
from tests.conversation import GROUP, MODERATOR, OWNER, READER, STRANGER, Answer, Conversation, Said
from tests.keeping import Clock, newsroom

Act = tuple[str, Any]
"""What somebody does: says words, presses a button they were shown, or one that was never there."""

Pressable = tuple[Said, str]

KEPT = (
    "statements",
    "actors",
    "actor_aliases",
    "topics",
    "topic_aliases",
    "responses",
    "sources",
    "rulings",
    "changes",
)
"""The tables that only moderators may change."""

FRAGMENTS = (
    *(
        "Russia",
        "Ukraine",
        "Volodymyr Zelenskiy",
        "demand",
        "reject",
        "kept",
        "because",
        "source:",
        "responds",
        "into",
        "to",
    ),
    *(
        "text:",
        "on:",
        "quote:",
        "topic:",
        "by:",
        "due:",
        "act:",
        "speaker:",
        "|",
        "||",
        ";",
        ",",
        ":",
        "-",
        "—",
        "\n",
        "\\|",
    ),
    *(
        "1",
        "2",
        "4",
        "5",
        "99",
        "/s1",
        "#2",
        "s3",
        "0",
        "-1",
        "999999999999999",
        "9" * 40,
        "²",
        "٣",
        "lift",
        "strict",
        "csv",
    ),
    *(
        "2025-05-16",
        "2025-13-45",
        "0000",
        "2025",
        "yesterday",
        "16 May 2025",
        "https://example.org/a?b=<c>&d",
        "http://",
        "://",
    ),
    *(
        "rename",
        "alias",
        "merge",
        "add",
        "kind",
        "member",
        "role",
        "state",
        "territory",
        "ceasefire",
        "@mona",
        "@",
        "201",
    ),
    *(
        "<b>",
        "</b>",
        "<a href='x'>",
        "&amp;",
        "&#0;",
        "\u0000",
        "\u202e",
        "\u200b",
        "🇺🇦",
        "👩‍👩‍👧",
        "ы" * 300,
        "a" * 4000,
        "' OR 1=1 --",
    ),
    *(
        '"',
        "“",
        "”",
        "'",
        "NEAR(",
        "*",
        "^",
        "{",
        "}",
        "%s",
        "{0}",
        "{ $x }",
        "не",
        "ні",
        "because of",
    ),
)
LINES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=12).map(" ".join)
COMMAND_LINES = st.builds(
    lambda name, line: f"/{name} {line}".strip(),
    st.sampled_from([route.name for route in COMMANDS] + ["s1", "nonsense"]),
    LINES,
)
RIGHT = (
    *(
        "/add Russia | demand | Ukraine must leave. | to: Ukraine | on: 2025-05-16 | topic: talks",
        "/add",
        "/suggest",
        "/cancel",
    ),
    *(
        "/edit 1 text: Other words. | on: 2025-05",
        "/edit 2",
        "/status 1 accepted because so it is source: Paper, https://a.org",
    ),
    *(
        "/status 4 kept because it was",
        "/status 1 lift",
        "/link 2 responds 3",
        "/merge 3 into 1",
        "/source 1 Paper, https://b.org",
    ),
    *(
        "/retract 2 because of a hoax",
        "/restore 2",
        "/undo",
        "/history 1",
        "/queue",
        "/unanswered",
        "/actor add Moldova: state",
    ),
    *(
        "/actor alias Russia: Moscow",
        "/actor rename Turkey to Türkiye",
        "/topic merge talks into ceasefire",
        "/promote @rhea",
    ),
    *(
        "/suggest Turkey | claim | The talks went well.",
        "/demote 101",
        "/export csv",
        "/mods",
        "/ask who demanded land?",
    ),
)
"""Lines that are understood; one fragment in them makes them wrong in a place that matters."""

SPOILT = st.builds(
    lambda line, at, fragment: line[: at % (len(line) + 1)] + fragment + line[at % (len(line) + 1) :],
    st.sampled_from(RIGHT),
    st.integers(0, 80),
    st.sampled_from(("", "", *FRAGMENTS)),
)
WORDS = COMMAND_LINES | SPOILT | SPOILT | LINES.filter(str.strip)
DATA = st.builds(
    lambda name, rest: f"{name}:{rest}".encode()[:64].decode(errors="ignore"),
    st.sampled_from([route.name for route in BUTTONS] + ["nonsense", ""]),
    st.lists(
        st.sampled_from(
            ["1", "2", "0", "-1", "99999999999999", "save", "pick", "skip", "back", "go", "text", "is", "kind"]
        )
        | st.sampled_from(
            ["0:1", "yes", "nosource", "leave", "approve", "source", "responds", "x", "²", "topic", "en", "q", ""]
        ),
        max_size=5,
    ).map(":".join),
)
"""What a client may make up as a button's data."""

ACTS = st.lists(
    st.tuples(st.just("says"), WORDS)
    | st.tuples(st.just("makes up"), DATA)
    | st.tuples(st.just("presses"), st.integers(1, 40)),
    min_size=1,
    max_size=6,
)


@dataclass
class Floor:
    """A newsroom that stays open for many examples; what one leaves behind, the next one finds."""

    loop: asyncio.AbstractEventLoop
    talk: Conversation
    db: Database

    def play(self, user: User, acts: Sequence[Act], **how: Any) -> None:
        """Do all of it; the conversation fails for errors and for what Telegram would not take."""
        self.loop.run_until_complete(_played(self.talk, user, acts, how))


@pytest.fixture
def floor(sqlite_db: Database) -> Iterator[Floor]:
    clock, loop = Clock(), asyncio.new_event_loop()

    def later() -> datetime:
        clock.skip(seconds=3)
        return clock()

    room = newsroom(sqlite_db, clock=later)
    talk = loop.run_until_complete(room.__aenter__())
    yield Floor(loop, talk, sqlite_db)
    loop.run_until_complete(room.__aexit__(None, None, None))
    loop.close()


async def _played(talk: Conversation, user: User, acts: Sequence[Act], how: dict[str, Any]) -> None:
    first = await talk.says(user, "/s1")
    seen = [(first.last, button.data) for button in first.last.buttons if button.data] if first.said else []
    for kind, what in acts:
        answer = await (talk.says(user, what, **how) if kind == "says" else _pressed(talk, user, (kind, what), seen))
        if answer is not None:
            own = [said for said in answer.said if said.chat_id < 0 or said.chat_id == user.id]  # not what others hear
            seen += [(said, button.data) for said in own for button in said.buttons if button.data]
            refused = [call for call in answer.refused if call.method.startswith(("send", "edit", "answer"))]
            assert all("message is not modified" in str(call.answer) for call in refused), refused


async def _pressed(talk: Conversation, user: User, act: Act, seen: Sequence[Pressable]) -> Answer | None:
    kind, what = act
    if not seen or not what:
        return None
    said, data = seen[what % len(seen)] if kind == "presses" else (seen[-1][0], what)
    answer = await talk.presses(user, said, data=data)
    pressed = answer.requests("answerCallbackQuery")
    assert len(pressed) == 1, f"the button {data!r} was answered {len(pressed)} times"
    return answer


def kept(session: Session) -> list[str]:
    """Everything that is on record, as it is."""
    return [
        json.dumps([list(row) for row in session.execute(text(f"SELECT * FROM {table}"))], default=str)
        for table in KEPT
    ]


OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@OFTEN
@given(st.sampled_from((MODERATOR, OWNER)), ACTS)
def test_no_input_of_a_moderator_is_too_much(floor: Floor, user: User, acts: Sequence[Act]) -> None:
    floor.play(user, acts)
    assert floor.db.read_now(history.verify) is None


@pytest.mark.slow
@OFTEN
@given(st.sampled_from((READER, STRANGER)), ACTS, st.booleans())
def test_no_input_of_anybody_else_changes_the_record(
    floor: Floor, user: User, acts: Sequence[Act], in_a_group: bool
) -> None:
    before = floor.db.read_now(kept)
    floor.play(user, acts, **({"chat": GROUP} if in_a_group and user is READER else {}))
    assert floor.db.read_now(kept) == before
