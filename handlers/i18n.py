"""Every sentence the bot says, by language. Pure: the files in `locales/` are read once.

Messages are Fluent; values are escaped for Telegram's HTML unless they are markup already, so a name can never become
a tag.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime, format_skeleton
from fluent.runtime import FluentBundle, FluentResource
from markupsafe import Markup, escape

from store.dates import PartialDate
from store.reasons import Reason

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = {"en": "English", "uk": "Українська", "ru": "Русский"}
DEFAULT = "en"
REGIONS = {"en": "en_GB", "uk": "uk_UA", "ru": "ru_RU"}


class MissingMessage(KeyError):
    """A sentence nobody wrote: a mistake of ours, found by the tests."""


def say(language: str, message: str, **values: Any) -> Markup:
    """A sentence as HTML; `message` may be `id` or `id.attribute`.

    Raises:
        MissingMessage: when the message or one of its values is missing.
    """
    return _formatted(language, message, values) if values else _fixed(language, message)


@cache
def _fixed(language: str, message: str) -> Markup:
    """A sentence without values is the same each time; long editions say few of them very often."""
    return _formatted(language, message, {})


def _formatted(language: str, message: str, values: Mapping[str, Any]) -> Markup:
    bundle = _bundle(language if language in LANGUAGES else DEFAULT)
    name, _, attribute = message.partition(".")
    if not bundle.has_message(name):
        bundle = _bundle(DEFAULT)
    if not bundle.has_message(name):
        raise MissingMessage(f"{message} in {language}")
    entry = bundle.get_message(name)
    pattern = entry.attributes[attribute] if attribute else entry.value
    assert pattern is not None
    escaped = {key: str(escape(value)) if isinstance(value, str) else value for key, value in values.items()}
    text, errors = bundle.format_pattern(pattern, escaped)
    if errors:
        raise MissingMessage(f"{message} in {language}: {errors[0]}")
    return Markup(text)


def plain(language: str, message: str, **values: Any) -> str:
    """A sentence as plain text, for buttons, menus and notes."""
    return say(language, message, **values).striptags()


def supported(code: str | None) -> str:
    """The language the bot speaks to someone whose Telegram is in this one (IETF tag), English if none fits."""
    language = (code or DEFAULT).split("-")[0].lower()
    return language if language in LANGUAGES else DEFAULT


def say_reason(language: str, reason: str) -> str:
    """Why something cannot be recorded; what comes without a name is said as it is."""
    return plain(language, f"reason-{reason.name}", **reason.values) if isinstance(reason, Reason) else reason


@lru_cache(maxsize=4096)
def say_date(language: str, when: PartialDate | date) -> str:
    """A date in words, no more precise than it is known."""
    locale = REGIONS.get(language, REGIONS[DEFAULT])
    if isinstance(when, PartialDate):
        if when.month is None:
            return str(when.year)
        if when.day is None:
            if language == "ru":  # CLDR ends in “г.”, which a day's date here does not have
                return format_date(when.first(), "LLLL y", locale=locale)
            return format_skeleton("yMMMM", when.first(), locale=locale)
        when = when.first()
    return format_date(when, "d MMMM y" + (" 'р'." if language == "uk" else ""), locale=locale)


def say_moment(language: str, when: datetime) -> str:
    """A moment in the zone it carries: day, month, hour, minute."""
    return format_datetime(when, "EEE d MMM y, HH:mm", locale=REGIONS.get(language, REGIONS[DEFAULT]))


def say_list(language: str, parts: Iterable[str]) -> Markup:
    """Names joined as the language joins them."""
    return _joined(language, tuple(str(escape(part)) for part in parts))


@lru_cache(maxsize=4096)
def _joined(language: str, escaped: tuple[str, ...]) -> Markup:
    from babel.lists import format_list  # noqa: PLC0415 - only lists need it

    return Markup(format_list(list(escaped), locale=REGIONS.get(language, "en_GB")))


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
