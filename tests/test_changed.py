"""What changed, in the words of the person who reads it."""

import pytest

from handlers.changed import SHOWN, changed_lines
from handlers.i18n import LANGUAGES, plain
from store.record import Act, Kind, Statement, Status
from store.record_file import statement_object
from tests.sample import sample


def lines(language: str, **fields: tuple[object, object]) -> list[str]:
    return [str(line) for line in changed_lines(language, fields)]


def test_acts_statuses_and_dates_are_said_in_the_readers_language() -> None:
    told = lines("uk", act=("demand", "appeal"), status=("open", "accepted"), said_on=("2025-05", "2025-05-16"))
    assert [line.replace("\u202f", " ") for line in told] == [
        "вид заяви: <s>вимога</s> → заклик",
        "статус: <s>відкрито</s> → прийнято",
        "дата: <s>травень 2025 р.</s> → 16 травня 2025 р.",
    ]


def test_lists_and_sources_are_read_out_and_what_is_missing_is_a_dash() -> None:
    assert lines("en", topics=(["talks"], ["talks", "peace"]), source=(None, {"title": "A", "url": "https://b.c"})) == [
        "topics: <s>talks</s> → talks; peace",
        "source: <s>—</s> → A, https://b.c",
    ]


def test_a_ruling_shows_as_the_new_status_alone() -> None:
    ruling = [{"status": "kept", "since": "2025-06-01", "reason": "so", "by": "Mira"}]
    assert lines("en", status=("open", "kept"), rulings=(None, ruling)) == ["status: <s>open</s> → kept"]


def test_nobodys_words_become_markup_and_long_ones_are_cut() -> None:
    [line] = lines("en", text=("<b>", "x" * 1000))
    assert line.startswith("words: <s>&lt;b&gt;</s> → xxx")
    assert len(line) < SHOWN + 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_that_can_change_has_a_name(language: str) -> None:
    keys = dict.fromkeys(range(1, 24), "k")
    fields = {name for statement in sample() for name in full(statement, keys)} - {"type", "id"}
    assert all(plain(language, f"changed-{name}") for name in fields | {"status", "merged_into", "role", "aliases"})
    assert all(lines(language, kind=(None, str(kind))) for kind in Kind)
    assert all(lines(language, act=(None, str(act))) for act in Act)
    assert all(lines(language, status=(None, str(status))) for status in Status)


def full(statement: Statement, keys: dict[int, str]) -> set[str]:
    return set(statement_object(statement, keys))
