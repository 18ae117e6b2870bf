"""Time zones by the names people give them: a city or country in any of the bot's languages, or the IANA name. Pure."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from store.text import fold

LANGUAGES = ("en", "uk", "ru")
AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


_SAID_BESIDE = re.compile(r"\b(?:time|timezone|zone|час|время)\b")
"""What people say beside the city: Kyiv time."""


def find_zones(words: str, limit: int = 8) -> list[str]:
    """IANA zones a person may mean: the one that is called so, else all that are, then those that begin so."""
    names, wanted = _names(), fold(words)
    if wanted not in names:
        wanted = fold(_SAID_BESIDE.sub("", wanted))
    if not wanted:
        return []
    exact = names.get(wanted, ())
    if len(exact) == 1:
        return list(exact)
    begun = [zone for name, zones in sorted(names.items()) if name.startswith(wanted) for zone in zones]
    return list(dict.fromkeys([*exact, *begun]))[:limit]


def city(zone: str, language: str = "en") -> str:
    """What people call a zone: its city in their language, else the last part of its name."""
    known = Locale.parse(language).time_zones
    names = [name for name in (zone, *_old_names().get(zone, ())) if "city" in known.get(name, {})]
    if names:
        return str(known[names[0]]["city"])
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Folded name → zones in the alphabet's order; an old name leads to the name of today."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    today = _aliases()
    for name in sorted(available_timezones()):
        if name.split("/")[0] not in AREAS and name != "UTC":
            continue
        zone = today.get(name, name)
        for known in (name, name.rpartition("/")[2], *(city(zone, language) for language in LANGUAGES)):
            found[fold(known)][zone] = None
    for country, zones in get_global("territory_zones").items():
        for language in LANGUAGES:
            called = Locale.parse(language).territories.get(country, country)
            found[fold(called)] |= dict.fromkeys(today.get(one, one) for one in zones)
    return {name: tuple(zones) for name, zones in found.items()}


@cache
def _old_names() -> Mapping[str, tuple[str, ...]]:
    """The names a zone had before: Unicode's data still calls Europe/Kyiv by its old one."""
    found: dict[str, list[str]] = defaultdict(list)
    for old, zone in _aliases().items():
        found[zone].append(old)
        found[old].append(zone)
    return {zone: tuple(names) for zone, names in found.items()}


@cache
def _aliases() -> Mapping[str, str]:
    """Old name → name of today. Babel's table of aliases lags behind IANA's renamings, so both are asked."""
    renamed = {"Europe/Kiev": "Europe/Kyiv", "America/Godthab": "America/Nuuk", "Asia/Saigon": "Asia/Ho_Chi_Minh"}
    usable = available_timezones()
    known = {old: new for old, new in get_global("zone_aliases").items() if new in usable and old in usable}
    return {old: new for old, new in known.items() if old not in renamed.values()} | renamed
