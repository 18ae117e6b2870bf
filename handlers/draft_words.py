"""The words people type for the parts of a statement, in three languages. Pure."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from store.dates import PartialDate
from store.record import Act, Source

TRANSLATION = "translations."
"""Before a language: the part of the column `translations` that it fills."""

KEYS: Mapping[str, str] = {
    **dict.fromkeys(("to", "addressee", "addressees", "кому", "адресат"), "addressee"),
    **dict.fromkeys(("on", "said_on", "date", "коли", "когда", "дата"), "said_on"),
    **dict.fromkeys(("topic", "topics", "тема", "теми", "темы"), "topics"),
    **dict.fromkeys(("quote", "цитата"), "quote"),
    **dict.fromkeys(("by", "reported_by", "за словами", "со слов"), "reported_by"),
    **dict.fromkeys(("source", "джерело", "источник"), "source"),
    **dict.fromkeys(("responds", "responds_to", "відповідь", "ответ"), "responds_to"),
    **dict.fromkeys(("due", "due_on", "термін", "срок"), "due_on"),
    **dict.fromkeys(("text", "текст"), "text"),
    **dict.fromkeys(("speaker", "автор"), "speaker"),
    **dict.fromkeys(("act", "дія", "действие"), "act"),
    **dict.fromkeys(("en", "english", "англійською", "на английском"), f"{TRANSLATION}en"),
    **dict.fromkeys(("uk", "ukrainian", "українською", "на украинском"), f"{TRANSLATION}uk"),
    **dict.fromkeys(("ru", "russian", "російською", "на русском"), f"{TRANSLATION}ru"),
}
"""What may stand before a colon, and the column it fills; a language, the text in translation."""

SHOWN = ("to", "on", "topic", "quote", "by", "source", "responds", "due", "text", "speaker", "act", "en", "uk", "ru")
"""The keys as they are taught."""

ACT_WORDS: Mapping[str, Act] = {
    **dict.fromkeys(("demand", "demands", "demanded", "вимога", "вимагає", "требование", "требует"), Act.DEMAND),
    **dict.fromkeys(("appeal", "appeals", "urges", "заклик", "закликає", "призыв", "призывает"), Act.APPEAL),
    **dict.fromkeys(
        ("propose", "proposes", "proposed", "proposal", "пропозиція", "пропонує", "предложение", "предлагает"),
        Act.PROPOSE,
    ),
    **dict.fromkeys(("promise", "promises", "promised", "обіцянка", "обіцяє", "обещание", "обещает"), Act.PROMISE),
    **dict.fromkeys(
        ("agree", "agrees", "agreed", "agreement", "згода", "погоджується", "согласие", "соглашается"), Act.AGREE
    ),
    **dict.fromkeys(
        ("reject", "rejects", "rejected", "rejection", "відмова", "відкидає", "отказ", "отвергает"), Act.REJECT
    ),
    **dict.fromkeys(
        ("accuse", "accuses", "accused", "accusation", "звинувачення", "звинувачує", "обвинение", "обвиняет"),
        Act.ACCUSE,
    ),
    **dict.fromkeys(
        ("warn", "warns", "warned", "warning", "попередження", "попереджає", "предупреждение", "предупреждает"),
        Act.WARN,
    ),
    **dict.fromkeys(
        ("claim", "claims", "claimed", "says", "твердження", "стверджує", "утверждение", "утверждает"), Act.CLAIM
    ),
    **dict.fromkeys(
        ("deny", "denies", "denied", "denial", "заперечення", "заперечує", "отрицание", "отрицает"), Act.DENY
    ),
}

_TODAY = {"today", "сьогодні", "сегодня"}
_YESTERDAY = {"yesterday", "вчора", "вчера"}
_MONTHS: Mapping[str, int] = {
    start: number
    for number, starts in enumerate(
        (
            ("jan", "січ", "янв"),
            ("feb", "лют", "фев"),
            ("mar", "бер", "мар"),
            ("apr", "кві", "апр"),
            ("may", "тра", "мая", "май"),
            ("jun", "чер", "июн"),
            ("jul", "лип", "июл"),
            ("aug", "сер", "авг"),
            ("sep", "вер", "сен"),
            ("oct", "жов", "окт"),
            ("nov", "лис", "ноя"),
            ("dec", "гру", "дек"),
        ),
        1,
    )
    for start in starts
}
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_WORDED = re.compile(
    r"(?:(\d{1,2})\.?\s+)?([^\W\d_]{3,12})\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})(?:\s*[рг]\.?)?", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+")
_BARE = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def act_of(word: str) -> Act | None:
    """The act a word names."""
    return ACT_WORDS.get(word.strip().casefold())


def nearest_act(word: str) -> Act | None:
    """The act somebody may have meant by a misspelt word."""
    found = process.extractOne(word.casefold(), list(ACT_WORDS), scorer=fuzz.ratio, score_cutoff=60)
    return ACT_WORDS[found[0]] if found else None


def column_of(key: str) -> str | None:
    """The column a key fills."""
    return KEYS.get(key.strip().casefold())


def nearest_key(key: str) -> str | None:
    """The key somebody may have meant by a misspelt one, as it is taught."""
    found = process.extractOne(key.strip().casefold(), list(KEYS), scorer=fuzz.ratio, score_cutoff=55)
    return next(shown for shown in SHOWN if KEYS[shown] == KEYS[found[0]]) if found else None


def date_of(words: str, today: date) -> PartialDate:
    """A date as people write one without doubt: `2025-05-16`, `2025-05`, `16.05.2025`, today, yesterday.

    Raises:
        ValueError: when it is none, or none that exists.
    """
    folded = words.strip().casefold()
    if folded in _TODAY:
        return PartialDate.of(today)
    if folded in _YESTERDAY:
        return PartialDate.of(today - timedelta(days=1))
    if dotted := _DOTTED.fullmatch(folded):
        day, month, year = map(int, dotted.groups())
        return PartialDate.of(date(year, month, day))
    return PartialDate.parse(folded)


def guessed_date(words: str) -> PartialDate | None:
    """The date that may have been meant by `16 May 2025`, `May 16, 2025` or `May 2025`: to be proposed, not taken."""
    found = _WORDED.fullmatch(words.strip())
    month = _MONTHS.get(found[2][:3].casefold()) if found else None
    if found is None or month is None:
        return None
    day = found[1] or found[3]
    try:
        return PartialDate.parse(f"{found[4]}-{month:02}" + (f"-{int(day):02}" if day else ""))
    except ValueError:
        return None


def source_of(words: str) -> Source:
    """A title and an address, in any order, either may be missing.

    Raises:
        ValueError: with the address as it should be, when it lacks its `https://`.
    """
    url = _URL.search(words)
    title = " ".join((words[: url.start()] + words[url.end() :] if url else words).split()).strip(" ,;–—-")
    last = title.rsplit(maxsplit=1)[-1] if title else ""
    if url is None and _BARE.fullmatch(last) and ("/" in last or last.startswith("www.")):
        raise ValueError(f"https://{last}")
    return Source(title=title or None, url=url[0].rstrip(".,;)") if url else None)


def split_names(words: str) -> list[str]:
    """Names separated by `;`; a comma separates too where no `;` does."""
    parts = words.split(";") if ";" in words else words.split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
