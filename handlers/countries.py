"""Countries as people call them: CLDR's names in three languages, adjectives like “Serbian”, “сербський”. Pure.

A record names a state once; questions name it in every form. Names come from CLDR (through Babel), so they are the
same for every record; only adjectives that do not begin like their country are listed here.
"""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from store.text import fold

_IRREGULAR: Mapping[str, str] = {
    "US": "us usa america american americans washington сша америка америки америці америке американськ американск",
    "GB": "uk britain british briton britons england english london великобританія британ британск британськ лондон",
    "FR": "french frenchman paris французьк французск париж",
    "DE": "german germans berlin німецьк немецк германск берлін берлин фрг",
    "NL": "dutch holland hague нідерландськ голландськ голландск нидерландск",
    "ES": "spanish spaniard spaniards madrid іспанськ испанск",
    "PL": "polish pole poles warsaw польськ польск варшава",
    "TR": "turkish turk turks turkiye ankara турецьк турецк анкара",
    "GR": "greek greeks athens грецьк греческ",
    "CH": "swiss bern швейцарськ швейцарск",
    "DK": "danish dane danes данськ датск",
    "SE": "swedish swede swedes stockholm шведськ шведск",
    "FI": "finnish finn finns helsinki фінськ финск",
    "NO": "norwegian norwegians oslo норвезьк норвежск",
    "IE": "irish dublin ірландськ ирландск",
    "CZ": "czech czechs czechia prague чеськ чешск",
    "CN": "chinese beijing prc китайськ китайск пекін пекин кнр",
    "JP": "japanese tokyo японськ японск",
    "TH": "thai thais bangkok",
    "PH": "filipino filipinos philippine manila",
    "RU": "russian russians moscow kremlin рф російськ российск русск москва москви москві москвы москве кремль",
    "UA": "ukrainian ukrainians kyiv kiev українськ украинск київ києва києву киев киева киеву",
    "BY": "belarusian belarusians minsk білоруськ белорусск мінськ минск",
    "IL": "israeli israelis ізраїльськ израильск",
    "PS": "palestinian palestinians палестинськ палестинск",
    "IR": "iranian iranians tehran іранськ иранск тегеран",
    "IQ": "iraqi iraqis baghdad іракськ иракск",
    "SA": "saudi saudis riyadh",
    "AF": "afghan afghans kabul афганськ афганск",
    "HU": "hungarian hungarians budapest угорськ венгерск",
    "IT": "italian italians rome італійськ итальянск",
    "PT": "portuguese lisbon",
    "KP": "dprk pyongyang кндр пхеньян",
    "KR": "rok seoul сеул",
    "IN": "indian indians delhi індійськ индийск",
    "EG": "egyptian egyptians cairo єгипетськ египетск каїр каир",
    "RS": "serb serbs serbian serbians belgrade серб серби сербськ сербск белград бєлград",
    "XK": "kosovar kosovars kosovan pristina prishtina косовськ косовск",
    "AM": "armenian armenians yerevan вірменськ армянск єреван ереван",
    "AZ": "azerbaijani azerbaijanis azeri azeris baku азербайджанськ азербайджанск баку",
    "GE": "georgian georgians tbilisi грузинськ грузинск",
    "ET": "ethiopian ethiopians ефіопськ эфиопск",
    "SY": "syrian syrians damascus сирійськ сирийск",
    "LB": "lebanese beirut",
    "EU": "eu european brussels єс ес євросоюз евросоюз європейськ европейск брюссель",
    "UN": "un оон",
}

_ENDINGS = ("an", "ans", "ian", "ians", "ese", "i", "is", "ish", "n", "ns", "ean", "eans")


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Folded names → code, and beginnings of Cyrillic adjectives → code."""
    whole: dict[str, str] = {}
    begins: dict[str, str] = {}
    for language in ("uk", "ru", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                whole[fold(name)] = code
    for code, words in _IRREGULAR.items():
        for word in words.split():
            (begins if word.endswith(("ськ", "ск", "цьк", "зьк", "цк")) else whole)[fold(word)] = code
    return whole, begins


def code_of(name: str) -> str | None:
    """The code of the country that a folded name or adjective means, None when it means none."""
    whole, begins = _names()
    if name in whole:
        return whole[name]
    if name[:1] > "\u0400":
        return _cyrillic(name, whole, begins)
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 3:
            start = name[: -len(ending)]
            found = next(
                (whole[start + end] for end in ("", "a", "ia", "e", "o", "y", "an") if start + end in whole), ""
            )
            if found:
                return found
    return None


def _cyrillic(name: str, whole: Mapping[str, str], begins: Mapping[str, str]) -> str | None:
    """Cases change the last letters of a name; adjectives go on where their beginning ends."""
    if " " in name or len(name) < 4:
        return None
    adjective = next(
        (code for start, code in begins.items() if name.startswith(start) and len(name) - len(start) < 4), None
    )
    if adjective is not None:
        return adjective
    for cut in (1, 2, 3):
        start = name[:-cut]
        if len(start) < 4:
            break
        for end in ("а", "я", "о", "ія", "ия", "й", "ь", ""):
            if start + end in whole:
                return whole[start + end]
    return None
