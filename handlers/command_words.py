"""What moderators type behind `/status`, `/link`, `/merge`, `/retract`. Pure."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.draft_words import source_of
from handlers.errors import Refused
from handlers.i18n import LANGUAGES, plain
from store.record import Status
from store.record_file import clean, source_object

_BECAUSE = re.compile(r"(?:^|\s+|,\s*)(?:because|бо|тому що|потому что|так как)\b[\s:,]*", re.IGNORECASE)
_SOURCE = re.compile(r"(?:^|[\s|;,]+)(?:source|джерело|источник)\s*:\s*", re.IGNORECASE)
_TARGET = re.compile(r"\D*?[/#№]?[sс]?(\d{1,15})\s*", re.ASCII | re.IGNORECASE)
LIFT = frozenset({"lift", "auto", "зняти", "снять"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """A status as it was typed, its reason, and where that can be checked."""

    status: Status
    reason: str
    source: dict[str, Any] | None


def ruling_of(words: str) -> Ruling | None:
    """`kept because … source: …`; None when the rulings are to be lifted.

    Raises:
        Refused: when the status is unknown, or the reason is missing.
    """
    told, *rest = _SOURCE.split(words, maxsplit=1)
    name, *because = _BECAUSE.split(told, maxsplit=1)
    typed = name.strip(" .,:|").casefold()
    if typed in LIFT:
        return None
    status = status_names().get(typed.replace("_", " "))
    if status is None:
        raise Refused("unknown-status", status=name.strip()[:40])
    reason = clean(because[0]) if because else ""
    if not reason:
        raise Refused("status-why", status=typed)
    return Ruling(status, reason, _source(rest[0]) if rest else None)


def _source(words: str) -> dict[str, Any] | None:
    try:
        return source_object(source_of(words)) or None
    except ValueError as error:
        raise Refused("bad-source", url=str(error)) from None


@cache
def status_names() -> dict[str, Status]:
    """Every status by what it is called in any of the languages."""
    spoken = {plain(code, f"status-{each}").casefold(): each for code in LANGUAGES for each in Status}
    return spoken | {str(each).replace("_", " "): each for each in Status}


def target_of(words: str, usage: str) -> int:
    """The other number of `12 responds 7` or `12 into 7`; raises Refused with `usage`."""
    match = _TARGET.fullmatch(words)
    if match is None:
        raise Refused(usage)
    return int(match[1])


def reason_of(words: str) -> str:
    """What stands behind `because`, or all that was typed."""
    return clean(_BECAUSE.sub("", words, count=1))
