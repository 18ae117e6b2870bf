# ruff: noqa: E501
"""Dates in a question: years, months, days, ranges, and words like “last week”, in three languages. Pure."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_MONTHS = (
    "jan(?:uary)?|січ(?:ня|ень|ні)|январ[ьяе]",
    "feb(?:ruary)?|лют(?:ого|ий|ому)|феврал[ьяе]",
    "mar(?:ch)?|берез(?:ня|ень|ні)|март[ае]?",
    "apr(?:il)?|квіт(?:ня|ень|ні)|апрел[ьяе]",
    "may|трав(?:ня|ень|ні)|ма[йяе]",
    "june?|черв(?:ня|ень|ні)|июн[ьяе]",
    "july?|лип(?:ня|ень|ні)|июл[ьяе]",
    "aug(?:ust)?|серп(?:ня|ень|ні)|август[ае]?",
    "sept?(?:ember)?|верес(?:ня|ень|ні)|сентябр[ьяе]",
    "oct(?:ober)?|жовт(?:ня|ень|ні)|октябр[ьяе]",
    "nov(?:ember)?|листопад[аі]?|ноябр[ьяе]",
    "dec(?:ember)?|груд(?:ня|ень|ні)|декабр[ьяе]",
)
_MONTH = "|".join(f"(?P<m{at}>{names})" for at, names in enumerate(_MONTHS, 1))
_YEAR = r"(?:19|20)\d\d"
# Without a preposition a year or a day may be part of what is told, not of when it was told.
_PREFIX = (
    r"(?P<since>\b(?:since|after|після|после)\s+)?(?P<until>\b(?:until|till|up to(?: and including)?|no later than|prior to|before|by|до|к)\s+)?"
    r"(?P<in>\b(?:in|on|during|from|з|із|с|від|у|в|во|за|от)\s+)?(?:\b(?:the|of)\s+)*"
)
_DAY = rf"{_PREFIX}\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b\.?(?:,?\s+(?P<y>{_YEAR}))?"
_DAY_US = rf"{_PREFIX}\b(?:{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>{_YEAR}))?"
_ISO = rf"{_PREFIX}\b(?P<y>{_YEAR})-(?P<mm>\d\d)(?:-(?P<d>\d\d))?\b"
_OF_MONTH = rf"{_PREFIX}\b(?:{_MONTH})\b\.?,?\s+(?:of\s+)?(?P<y>{_YEAR})\b"
_OF_YEAR = rf"{_PREFIX}\b(?P<y>{_YEAR})(?:\s+(?:рік|року|році|год|года|году)\b)?\b"
_SPAN = (
    rf"(?:\b(?:from|between|з|із|від|с|от|між|между)\s+)?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<first>{{0}}))?\s*"
    rf"(?:-|–|—|\b(?:to|until|till|and|по|до|і|та|и)\b)\s*(?:the\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?:{_MONTH})\b\.?(?:,?\s+(?P<y>{_YEAR}))?"
).replace("{0}", re.sub(r"\?P<m\d+>", "?:", _MONTH))
_SEASONS = (
    r"winter|взимку|зим[аиі]|зимой|зимы",
    r"spring|навесні|весн[аиы]|весной|весною",
    r"summer|влітку|літ[аоі]|летом|лето|лета",
    r"autumn|fall|восени|осінь|осені|осенью|осень|осени",
)
_SEASON = rf"\b(?:(?:in|the|of)\s+)*(?:{'|'.join(f'(?P<q{at}>{names})' for at, names in enumerate(_SEASONS))})\b,?\s+(?:of\s+)?(?P<y>{_YEAR})\b"
_PART = (
    r"\b(?:(?:in|during|from|of|at|by|towards?|around|since)\s+)*(?:the\s+)?(?:(?P<h1>first half)|(?P<h2>second half)"
    r"|(?P<t1>early|beginning|start)|(?P<t2>middle|mid)|(?P<t3>late|end|close))[\s-]+(?:of\s+)?(?:the\s+year\s+)?"
    rf"(?P<y>{_YEAR})\b"
)
_OF_MONTHS = (
    rf"\b(?:from|between)\s+(?P<first>{{0}})\s+(?:-|–|—|to|until|till|and|through)\s+(?:{_MONTH})\b\.?,?\s+(?:of\s+)?"
    rf"(?P<y>{_YEAR})\b"
).replace("{0}", re.sub(r"\?P<m\d+>", "?:", _MONTH))
_UP_TO = rf"\b(?:up to|until|till|до|к)\s+(?:the\s+)?(?:end of|кінця|конца|концу)\s+(?P<y>{_YEAR})\b"
_NOW = rf"\b(?:it is|it's|today is|now is)\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH}),?\s+(?P<y>{_YEAR})(?:\s+today)?\s*[.,;:]?"


_NAMED_BY_IT = re.compile(
    r"\s+(?!(?:and|or|in|on|at|to|of|for|from|by|with|was|were|is|are|did|does|has|have|had|who|what|when|that|which)\b)[a-z]",
    re.IGNORECASE,
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled on first use: all of them take as long as a dozen answers, and a start has none to give."""
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """The days a question is about, both inclusive; `text` is what is left of it, `today` the day it is asked on."""

    text: str
    today: date
    first: date | None = None
    last: date | None = None
    hint: bool = False
    """Whether the days are only a hint: a bare year or day, which may belong to the content."""
    guessed: bool = False
    """Whether the year of a day was not told."""


def when(text: str, today: date) -> When:
    """Take the dates out of a question."""
    now = _compiled(_NOW).search(text)
    if now is not None:
        today = date(int(now["y"]), _month(now) or 1, int(now["d"]))
        text = text[: now.start()] + text[now.end() :]
    for pattern, read in _READERS:
        match = _compiled(pattern).search(text)
        if match is None:
            continue
        try:
            first, last = read(match, today)
        except ValueError:
            continue
        if _is_hint(match) or _describes(match, text):
            return When(text, today, first, last, hint=True)
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        return _ranged(match, rest, today, first, last)
    return When(text, today)


def _ranged(match: re.Match[str], rest: str, today: date, first: date, last: date) -> When:
    found = match.groupdict()
    if found.get("since"):
        after = re.match(r"after|після|после", match["since"], re.IGNORECASE)
        return When(rest, today, last + timedelta(1) if after else first, None)
    if found.get("until"):
        before = re.match(r"before|prior|до", match["until"], re.IGNORECASE)
        return When(rest, today, None, first - timedelta(1) if before else last)
    guessed = "y" in found and not found["y"]
    return When(rest, today, first if first > date.min else None, last, guessed=guessed)


def _is_hint(match: re.Match[str]) -> bool:
    found = match.groupdict()
    if "in" not in found or any(found.get(name) for name in ("in", "since", "until")):
        return False
    return match.re is _compiled(_OF_YEAR) or not found.get("y")


def _describes(match: re.Match[str], text: str) -> bool:
    """Whether a day is part of what something is called: “the May 2020 party”, but “the statements of May 2020”."""
    called = "y" in match.groupdict() and re.match(r"\W*the\b", match[0], re.IGNORECASE) is not None
    return called and _NAMED_BY_IT.match(text, match.end()) is not None


def _month(match: re.Match[str]) -> int | None:
    return next((at for at in range(1, 13) if match.groupdict().get(f"m{at}")), None)


def _day(match: re.Match[str], today: date) -> tuple[date, date]:
    month = _month(match) or int(match["mm"])
    year = int(match["y"]) if match["y"] else _latest_year(today, month, int(match["d"]))
    day = date(year, month, int(match["d"]))
    return day, day


def _latest_year(today: date, month: int, day: int = 1) -> int:
    """The year of the last such day that is not to come."""
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _iso(match: re.Match[str], today: date) -> tuple[date, date]:
    return _day(match, today) if match["d"] else _whole_month(int(match["y"]), int(match["mm"]))


def _of_month(match: re.Match[str], today: date) -> tuple[date, date]:
    month = _month(match)
    assert month is not None
    named = match.groupdict().get("y")
    return _whole_month(int(named) if named else _latest_year(today, month), month)


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _of_year(match: re.Match[str], _: date) -> tuple[date, date]:
    return date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)


def _span(match: re.Match[str], today: date) -> tuple[date, date]:
    """“29 June to 5 July 2015”, “between 1 and 15 October 2024”."""
    first, last = _number_of(match["first"]) if match["first"] else None, _month(match)
    assert last is not None
    year = int(match["y"]) if match["y"] else _latest_year(today, last, int(match["d2"]))
    began = first or last
    return date(year - (began > last), began, int(match["d"])), date(year, last, int(match["d2"]))


def _number_of(month: str) -> int:
    return next(at for at, names in enumerate(_MONTHS, 1) if re.fullmatch(names, month, re.IGNORECASE))


def _season(match: re.Match[str], _: date) -> tuple[date, date]:
    """Its three months; a winter is the one that began in December of the year before."""
    at, year = next(at for at in range(4) if match[f"q{at}"]), int(match["y"])
    first = date(year - 1, 12, 1) if at == 0 else date(year, 3 * at, 1)
    return first, _whole_month(year, 3 * at + 2)[1]


_PARTS = {"h1": (1, 6), "h2": (7, 12), "t1": (1, 5), "t2": (4, 9), "t3": (8, 12)}


def _part(match: re.Match[str], _: date) -> tuple[date, date]:
    """Half of a year; the beginning, middle and end of one are four months each, and two more for who counts otherwise."""
    year = int(match["y"])
    first, last = next(months for part, months in _PARTS.items() if match[part])
    return date(year, first, 1), _whole_month(year, last)[1]


def _months(match: re.Match[str], _: date) -> tuple[date, date]:
    """“Between April and December 2019”."""
    first, last, year = _number_of(match["first"]), _month(match), int(match["y"])
    assert last is not None
    return date(year - (first > last), first, 1), _whole_month(year, last)[1]


def _up_to(match: re.Match[str], _: date) -> tuple[date, date]:
    return date.min, date(int(match["y"]), 12, 31)


def _relative(days: Callable[[date], tuple[date, date]]) -> Callable[[re.Match[str], date], tuple[date, date]]:
    return lambda _, today: days(today)


def _month_before(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(1)
    return last.replace(day=1), last


def _week(today: date, weeks: int) -> tuple[date, date]:
    monday = today - timedelta(today.weekday() + 7 * weeks)
    return monday, monday + timedelta(6)


_READERS: tuple[tuple[str, Callable[[re.Match[str], date], tuple[date, date]]], ...] = (
    (_SPAN, _span),
    (_OF_MONTHS, _months),
    (_DAY, _day),
    (_DAY_US, _day),
    (_ISO, _iso),
    (_OF_MONTH, _of_month),
    (r"\b(?:today|сьогодні|сегодня)\b", _relative(lambda day: (day, day))),
    (r"\b(?:yesterday|вчора|учора|вчера)\b",
     _relative(lambda day: (day - timedelta(1), day - timedelta(1)))),
    (r"\b(?:this week|цього тижня|на этой неделе)\b", _relative(lambda day: _week(day, 0))),
    (r"\b(?:last week|минулого тижня|на прошлой неделе)\b", _relative(lambda day: _week(day, 1))),
    (r"\b(?:this month|цього місяця|в этом месяце)\b",
     _relative(lambda day: _whole_month(day.year, day.month))),
    (r"\b(?:last month|минулого місяця|в прошлом месяце)\b", _relative(_month_before)),
    (r"\b(?:this year|цього року|в этом году)\b",
     _relative(lambda day: (date(day.year, 1, 1), date(day.year, 12, 31)))),
    (r"\b(?:last year|минулого року|торік|в прошлом году)\b",
     _relative(lambda day: (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)))),
    (_SEASON, _season),
    (_UP_TO, _up_to),
    (_PART, _part),
    (_OF_YEAR, _of_year),
    ((rf"(?:(?P<since>\b(?:since|after|з|після|с|после)\s+)|(?P<until>\b(?:until|before|до)\s+)|\b(?:in|during|у|в)\s+)"
                rf"(?:{_MONTH})\b"), _of_month),
)  # fmt: skip
