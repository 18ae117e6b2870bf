"""The chat in the terminal is the bot itself: what is typed is answered, numbers press buttons."""

import io

from bot.settings import Settings
from bot.terminal import run
from store.database import Database


def chat(db: Database, *lines: str) -> str:
    out = io.StringIO()
    run(Settings(), db, source=io.StringIO("\n".join(lines) + "\n"), out=out)
    return out.getvalue()


def test_a_card_is_shown_as_a_reader_sees_it(sample_db: Database) -> None:
    shown = chat(sample_db, "/s5")
    assert "Volodymyr Zelenskiy demanded of Russia · 16 May 2025" in shown
    assert "“full, unconditional and honest ceasefire”" in shown
    assert "<b>" not in shown


def test_a_number_presses_the_button_of_that_number(sample_db: Database) -> None:
    shown = chat(sample_db, "/s1", "1")
    assert "[1] Responses" in shown
    assert "Responses to /s1" in shown


def test_one_can_be_somebody_else_somewhere_else(sample_db: Database) -> None:
    shown = chat(sample_db, ":in group", "no question", ":in private", ":speak uk", "/s5", ":as nobody")
    assert "no question" not in shown
    assert "Статус" in shown
    assert ":as reader|moderator|owner|stranger" in shown


def test_what_was_done_in_an_earlier_chat_is_not_taken_for_what_is_typed_now(sample_db: Database) -> None:
    line = "/add Russia | demand | A new one | to: Ukraine | topic: peace | source: A paper"
    assert "Preview" in chat(sample_db, ":as moderator", line)
    again = chat(sample_db, ":as moderator", "/cancel", line, "1")
    assert "Dropped. Nothing was saved." in again
    assert "On record as /s24" in again


def test_time_passes_when_it_is_told_to(sample_db: Database) -> None:
    assert "UTC)" in chat(sample_db, ":tick 2d")


def test_the_end_of_input_and_quit_both_end_the_chat(sample_db: Database) -> None:
    assert "Statement 1" not in chat(sample_db, ":quit", "/s1")


def test_what_somebody_else_is_told_is_named_so_and_its_buttons_are_not_pressed(sample_db: Database) -> None:
    line = "/add Russia | demand | A new one | to: Ukraine | topic: peace | source: A paper"
    shown = chat(sample_db, ":as moderator", line, "1", "/s24", "/retract 24 because wrong", ":as reader", "1", "/s1")
    assert "Statement 1" in shown
