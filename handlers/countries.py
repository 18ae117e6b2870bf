"""Countries and bodies of the world as people call them: CLDR's names, capitals, adjectives like “сербський”. Pure.

A record names a state once; questions name it in every form. Names come from CLDR (through Babel), so they are the
same for every record; only adjectives that do not begin like their country are listed here.
"""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from store.text import fold

_IRREGULAR: Mapping[str, str] = {
    "US": "us usa yanks yankees america american americans сша америка америки америці америке американськ американск",
    "GB": "uk brits britain british briton britons england english великобританія британ британск британськ лондон",
    "FR": "french frenchman французьк французск париж",
    "DE": "german germans німецьк немецк германск берлін берлин фрг",
    "NL": "dutch holland нідерландськ голландськ голландск нидерландск",
    "ES": "spanish spaniard spaniards іспанськ испанск",
    "PL": "polish pole poles польськ польск варшава",
    "TR": "turkish turk turks turkiye турецьк турецк анкара",
    "GR": "greek greeks hellenic грецьк греческ",
    "CH": "swiss швейцарськ швейцарск",
    "DK": "danish dane danes данськ датск",
    "SE": "swedish swede swedes шведськ шведск",
    "FI": "finnish finn finns фінськ финск",
    "NO": "norwegian norwegians норвезьк норвежск",
    "IE": "irish ірландськ ирландск",
    "CZ": "czech czechs czechia чеськ чешск",
    "CN": "chinese prc китайськ китайск пекін пекин кнр",
    "JP": "japanese японськ японск",
    "TH": "thai thais",
    "PH": "filipino filipinos philippine",
    "RU": "russian russians kremlin рф російськ российск русск москва москви москві москвы москве кремль",
    "UA": "ukrainian ukrainians українськ украинск київ києва києву киев киева киеву",
    "BY": "belarusian belarusians білоруськ белорусск мінськ минск",
    "IL": "israeli israelis ізраїльськ израильск",
    "PS": "palestinian palestinians палестинськ палестинск",
    "IR": "iranian iranians іранськ иранск тегеран",
    "IQ": "iraqi iraqis іракськ иракск",
    "SA": "saudi saudis",
    "AF": "afghan afghans афганськ афганск",
    "HU": "hungarian hungarians угорськ венгерск",
    "IT": "italian italians італійськ итальянск",
    "PT": "portuguese",
    "KP": "dprk кндр пхеньян",
    "KR": "rok сеул",
    "IN": "indian indians delhi індійськ индийск",
    "EG": "egyptian egyptians єгипетськ египетск каїр каир",
    "RS": "serb serbs serbian serbians серб серби сербськ сербск белград бєлград",
    "XK": "kosovar kosovars kosovan prishtina косовськ косовск",
    "AM": "armenian armenians вірменськ армянск єреван ереван",
    "AZ": "azerbaijani azerbaijanis azeri azeris азербайджанськ азербайджанск баку",
    "GE": "georgian georgians грузинськ грузинск",
    "ET": "ethiopian ethiopians ефіопськ эфиопск",
    "SY": "syrian syrians сирійськ сирийск",
    "LB": "lebanese",
    "EU": "eu european brussels єс ес євросоюз евросоюз європейськ европейск брюссель",
    "UN": "un оон",
    "AU": "aussie aussies",
    "NZ": "kiwis",
}
_CAPITALS = """
    AF:Kabul AL:Tirana DZ:Algiers AO:Luanda AR:Buenos_Aires AM:Yerevan AU:Canberra AT:Vienna AZ:Baku BH:Manama
    BD:Dhaka BY:Minsk BJ:Porto-Novo BT:Thimphu BO:La_Paz BA:Sarajevo BW:Gaborone BR:Brasilia BG:Sofia BF:Ouagadougou
    BI:Gitega KH:Phnom_Penh CM:Yaounde CA:Ottawa CF:Bangui TD:N'Djamena CL:Santiago CN:Beijing CO:Bogota CD:Kinshasa
    CG:Brazzaville CR:San_Jose HR:Zagreb CU:Havana CY:Nicosia CZ:Prague DK:Copenhagen DJ:Djibouti DO:Santo_Domingo
    EC:Quito EG:Cairo SV:San_Salvador ER:Asmara EE:Tallinn SZ:Mbabane ET:Addis_Ababa FJ:Suva FI:Helsinki FR:Paris
    GA:Libreville GM:Banjul GE:Tbilisi DE:Berlin GH:Accra GR:Athens GT:Guatemala_City GN:Conakry GY:Georgetown
    HT:Port-au-Prince HN:Tegucigalpa HU:Budapest IS:Reykjavik IN:New_Delhi ID:Jakarta IR:Tehran IQ:Baghdad IE:Dublin
    IT:Rome CI:Abidjan JM:Kingston JP:Tokyo JO:Amman KZ:Astana KE:Nairobi KP:Pyongyang KR:Seoul XK:Pristina
    KW:Kuwait_City KG:Bishkek LA:Vientiane LV:Riga LB:Beirut LS:Maseru LR:Monrovia LY:Tripoli LT:Vilnius
    LU:Luxembourg MG:Antananarivo MW:Lilongwe MY:Kuala_Lumpur ML:Bamako MT:Valletta MR:Nouakchott MX:Mexico_City
    MD:Chisinau MN:Ulaanbaatar ME:Podgorica MA:Rabat MZ:Maputo MM:Naypyidaw NA:Windhoek NP:Kathmandu NL:The_Hague
    NL:Hague NZ:Wellington NI:Managua NE:Niamey NG:Abuja MK:Skopje NO:Oslo OM:Muscat PK:Islamabad PS:Ramallah
    PA:Panama_City PG:Port_Moresby PY:Asuncion PE:Lima PH:Manila PL:Warsaw PT:Lisbon QA:Doha RO:Bucharest RU:Moscow
    RW:Kigali SA:Riyadh SN:Dakar RS:Belgrade SL:Freetown SG:Singapore SK:Bratislava SI:Ljubljana SB:Honiara
    SO:Mogadishu ZA:Pretoria SS:Juba ES:Madrid LK:Colombo SD:Khartoum SR:Paramaribo SE:Stockholm CH:Bern CH:Berne
    SY:Damascus TW:Taipei TJ:Dushanbe TZ:Dodoma TH:Bangkok TG:Lome TN:Tunis TR:Ankara TM:Ashgabat UG:Kampala UA:Kyiv
    UA:Kiev AE:Abu_Dhabi GB:London US:Washington UY:Montevideo UZ:Tashkent VU:Port_Vila VE:Caracas VN:Hanoi YE:Sanaa
    ZM:Lusaka ZW:Harare
"""
"""Capitals stand for their governments: “Islamabad rejects …”."""

_BODIES = """
    international court of justice, icj, world court, un court, un top court, top un court;
    international criminal court, icc;
    court of justice of the european union, european court of justice, ecj, eu court, eu top court, top eu court;
    european court of human rights, echr, strasbourg court;
    european central bank, ecb; european commission, eu commission, eu executive, berlaymont;
    international monetary fund, imf; world trade organization, world trade organisation, wto;
    north atlantic treaty organization, nato, atlantic alliance;
    international atomic energy agency, iaea, nuclear watchdog, un nuclear watchdog, atomic watchdog;
    organisation for the prohibition of chemical weapons, opcw, chemical weapons watchdog;
    world anti-doping agency, wada, doping watchdog; international olympic committee, ioc;
    united nations high commissioner for refugees, unhcr, un refugee agency;
    un security council, united nations security council, security council, unsc;
    gulf cooperation council, gcc;
    federal reserve, us federal reserve, us central bank; us supreme court, supreme court of the united states, scotus;
    us congress, united states congress, capitol hill; us state department, state department, foggy bottom;
    us department of defense, pentagon; uk parliament, house of commons, westminster;
"""
"""Bodies of the world by the names that people give them: “the UN's top court”."""

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
    for capital in _CAPITALS.split():
        code, name = capital.split(":")
        whole[fold(name.replace("_", " "))] = code
    for body in _BODIES.split(";")[:-1]:
        spelt = [" ".join(name.split()) for name in body.split(",")]
        whole.update((fold(name), spelt[0]) for name in spelt)
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
