"""Replies become messages that Telegram takes."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from handlers.reply import MESSAGE_LIMIT, Button, messages, rows, visible_length

blocks = st.lists(st.text(min_size=1, max_size=3000).map(lambda text: Markup("<b>{}</b>").format(text)), max_size=8)


def test_length_is_what_is_left_after_parsing() -> None:
    assert visible_length(Markup("<b>a &amp; b</b> <a href='https://x'>c</a>")) == len("a & b c")


@given(blocks)
def test_messages_split_only_between_blocks_and_lose_nothing(parts: list[Markup]) -> None:
    packed = messages(parts)
    assert "\n\n".join(packed) == "\n\n".join(parts)
    assert all(message.count("<b>") == message.count("</b>") for message in packed)


@given(blocks)
def test_no_message_is_longer_than_telegram_takes(parts: list[Markup]) -> None:
    assert all(visible_length(message) <= MESSAGE_LIMIT for message in messages(parts))


def test_nothing_to_say_is_no_message() -> None:
    assert messages([]) == []


def test_buttons_stand_a_few_a_row() -> None:
    buttons = [Button(str(at), data=str(at)) for at in range(5)]
    assert [len(row) for row in rows(buttons)] == [2, 2, 1]
