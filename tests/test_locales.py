"""The languages say the same: every message, every value in it, every plural form."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from fluent.syntax import ast, parse
from fluent.syntax.serializer import serialize_pattern
from fluent.syntax.visitor import Visitor

from handlers.i18n import DEFAULT, LANGUAGES, LOCALES, say, say_reason
from store.reasons import SENTENCES, Reason

FILES = sorted(path.name for path in (LOCALES / DEFAULT).glob("*.ftl"))
OTHERS = sorted(set(LANGUAGES) - {DEFAULT})
COUNTS = (0, 1, 2, 5, 21)
LATIN = re.compile(r"[A-Za-z]{2,}")
TYPED = re.compile(r"</?[a-z]+(?: [^>]*)?>|/[a-z]\w*|\b[a-z]+:|https?://\S+|@\w+")
"""Tags, commands, their fields (`text:`), addresses: the same in every language."""

TELEGRAM_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
PROPER = {"JavaScript", "Telegram", "UTC", "UTF", "CSV", "JSON", "JSONL", "JSON-LD", "cron"}


class Reading(Visitor):
    """What a pattern is made of: the values it takes, the plural forms it chooses from, its plain words."""

    def __init__(self, pattern: ast.Pattern) -> None:
        self.values: set[str] = set()
        self.forms: dict[str, list[set[str]]] = {}
        self.words = ""
        self.visit(pattern)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.values.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.words += node.value

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        forms = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
        if "one" in forms and isinstance(node.selector, ast.VariableReference):
            self.forms.setdefault(node.selector.id.name, []).append(forms)
        self.generic_visit(node)


@dataclass(frozen=True, slots=True)
class Saying:
    """One pattern of a language: a message or an attribute (`did-demand.to`)."""

    name: str
    source: str
    reading: Reading


def sayings(path: Path) -> Iterator[Saying]:
    resource = parse(path.read_text(encoding="utf-8"))
    for entry in resource.body:
        assert not isinstance(entry, ast.Junk), f"{path}: {entry.content}"
        if isinstance(entry, ast.Message):
            named = [(f".{attribute.id.name}", attribute.value) for attribute in entry.attributes]
            for suffix, pattern in [("", entry.value), *named]:
                if pattern is not None:
                    yield Saying(entry.id.name + suffix, serialize_pattern(pattern), Reading(pattern))


@cache
def said(language: str, file: str) -> dict[str, Saying]:
    path = LOCALES / language / file
    return {saying.name: saying for saying in sayings(path)} if path.exists() else {}


def tags(saying: Saying) -> set[str]:
    return set(re.findall(r"</?([a-z-]+)", saying.source))


in_every_file = pytest.mark.parametrize("file", FILES)
in_every_language = pytest.mark.parametrize("language", sorted(LANGUAGES))
in_every_translation = pytest.mark.parametrize("language", OTHERS)


@in_every_file
@in_every_translation
def test_every_message_and_attribute_of_english_is_said_and_none_beside_them(language: str, file: str) -> None:
    assert set(said(language, file)) == set(said(DEFAULT, file))


@in_every_translation
def test_no_language_has_a_file_that_english_lacks(language: str) -> None:
    assert {path.name for path in (LOCALES / language).glob("*.ftl")} <= set(FILES)


@in_every_language
def test_a_message_is_written_once(language: str) -> None:
    names = [saying.name for path in (LOCALES / language).glob("*.ftl") for saying in sayings(path)]
    assert [name for name, times in Counter(names).items() if times > 1] == []


@in_every_file
@in_every_translation
def test_a_message_takes_the_same_values_as_in_english(language: str, file: str) -> None:
    english, here = said(DEFAULT, file), said(language, file)
    differing = [name for name in english.keys() & here if english[name].reading.values != here[name].reading.values]
    assert differing == []


@in_every_file
@in_every_translation
def test_a_message_counts_what_english_counts(language: str, file: str) -> None:
    english, here = said(DEFAULT, file), said(language, file)
    both = english.keys() & here
    assert [name for name in both if english[name].reading.forms.keys() - here[name].reading.forms.keys()] == []


@in_every_file
@in_every_language
def test_a_counted_message_has_every_plural_form_of_its_language(language: str, file: str) -> None:
    wanted = Locale(language).plural_form.tags | {"other"}
    forms = {name: saying.reading.forms.values() for name, saying in said(language, file).items()}
    assert [name for name, counted in forms.items() for choices in counted for each in choices if each != wanted] == []


@in_every_file
@in_every_translation
def test_the_form_of_one_shows_the_number_since_it_also_means_twenty_one(language: str, file: str) -> None:
    english, here = said(DEFAULT, file), said(language, file)
    shown = [name for name in english.keys() & here if "21" in say(DEFAULT, name, **values(english[name], 21))]
    assert [name for name in shown if "21" not in say(language, name, **values(here[name], 21))] == []


@in_every_file
@in_every_translation
def test_a_message_has_the_same_tags_as_in_english(language: str, file: str) -> None:
    english, here = said(DEFAULT, file), said(language, file)
    assert [name for name in english.keys() & here if tags(english[name]) != tags(here[name])] == []


@in_every_file
@in_every_language
def test_a_message_has_only_tags_that_telegram_knows(language: str, file: str) -> None:
    assert {tag for saying in said(language, file).values() for tag in tags(saying)} <= TELEGRAM_TAGS


@in_every_file
@in_every_translation
def test_no_english_word_is_left_but_commands_and_proper_names(language: str, file: str) -> None:
    left = {name: set(LATIN.findall(TYPED.sub("", one.reading.words))) for name, one in said(language, file).items()}
    assert {name: words - PROPER for name, words in left.items() if words - PROPER} == {}


@pytest.mark.parametrize("number", COUNTS)
@in_every_file
@in_every_language
def test_every_message_can_be_said_of_any_number(language: str, file: str, number: int) -> None:
    for name, saying in said(language, file).items():
        text = say(language, name, **values(saying, number))
        assert text.strip(), name
        assert "{" not in text, name


def values(saying: Saying, number: int) -> dict[str, int | str]:
    """A value for each name: the number where forms depend on it, a name elsewhere."""
    return {name: number if name in saying.reading.forms else "Ім’я" for name in saying.reading.values}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_reason_is_the_same_sentence_in_english_as_on_the_command_line(name: str) -> None:
    values = {value: f"<{value}>" for _, value, _, _ in Formatter().parse(SENTENCES[name]) if value}
    reason = Reason(name, **values)
    assert say_reason(DEFAULT, reason) == reason
    assert all(value in say_reason(language, reason) for language in OTHERS for value in values.values())


def test_every_reason_of_the_locales_can_be_given() -> None:
    source = (LOCALES / DEFAULT / "reasons.ftl").read_text(encoding="utf-8")
    assert set(re.findall(r"^reason-(\S+) =", source, re.MULTILINE)) == set(SENTENCES)
