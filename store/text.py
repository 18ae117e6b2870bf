"""Words as they are compared: folded, cut into tokens, stemmed, brought into one script. Pure."""

import re
import unicodedata
from functools import lru_cache
from threading import local

import snowballstemmer

_FUNCTION_WORDS = (
    "a an the of to in on at by for from with and or that this these those its it his her their our be is are was were "
    "been will would shall should must may might can could has have had do does did as into than then also "
    "і й та або що це у в на до за від з про як б би и или что это к по от с о об же ли"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that say nothing by themselves."""

_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+", re.UNICODE)
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_POSSESSIVE = re.compile(r"['’ʼ`´]s\b")
_THOUSANDS = re.compile(r"\b(\d{1,3})((?:[,\u00a0\u202f ]\d{3})+)\b")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])[^\W\d_]+\b")
_ALIKE = frozenset("aceiopxyABCEHIKMOPTXY")
_LOOKALIKES = str.maketrans("aceiopxyABCEHIKMOPTXY", "асеіорхуАВСЕНІКМОРТХУ")

_LATIN = {
    **dict(zip("абвгґдеєзиіїйклмнопрстуфцыэёћђљњјўћ", "abvggdeeziiiiklmnoprstufcieecdlnjuc", strict=True)),
    "ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "sh", "ь": "", "ъ": "", "ю": "iu", "я": "ia", "џ": "dz",
}  # fmt: skip
"""Cyrillic letters as names are written in Latin, near enough for a fuzzy comparison."""

_SPELLINGS = (
    ("kh", "h"), ("zh", "j"), ("ts", "c"), ("ck", "k"), ("ph", "f"), ("yy", "i"), ("iy", "i"), ("ij", "i"),
    ("y", "i"), ("j", "i"), ("w", "v"), ("x", "ks"), ("q", "k"), ("sch", "sh"), ("tch", "ch"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"([^\W\d])\1")


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and punctuation, words separated by one space; 86,600 becomes 86600."""
    text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text)))
    text = _THOUSANDS.sub(lambda match: match[1] + re.sub(r"\D", "", match[2]), text)
    plain = text.lower() if text.isascii() else _without_accents(text)
    return " ".join(_WORD.findall(plain)).replace("_", " ").strip()


def _without_accents(text: str) -> str:
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", text.casefold()):
        if not unicodedata.combining(char):
            kept.append(char)
        elif kept and _CYRILLIC.match(kept[-1]) and char in "\u0306\u0308":
            kept.append(char)  # й, ї and ё are letters of their own
    return unicodedata.normalize("NFC", "".join(kept))


def one_script(text: str) -> str:
    """With the Latin letters that stand in Cyrillic words (“Зeлeнcький”) as the Cyrillic ones they look like."""
    return _MIXED.sub(_in_cyrillic, text)


def _in_cyrillic(word: re.Match[str]) -> str:
    latin_ = {letter for letter in word[0] if letter.isascii()}
    return word[0].translate(_LOOKALIKES) if latin_ <= _ALIKE else word[0]


def tokens(text: str) -> list[str]:
    """Folded words in order; numbers in figures, `per cent` and `%` as one word."""
    spelt = fold(text.replace("%", " percent ")).replace("per cent", "percent")
    return [_NUMBERS.get(word, word) for word in spelt.split()]


_NUMBERS = {
    word: str(number)
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty",
        "нуль один два три чотири пять шість сім вісім девять десять",
        "ноль один два три четыре пять шесть семь восемь девять десять",
    )
    for number, word in enumerate(words.split())
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}


def latin(word: str) -> str:
    """A folded word in one spelling of the Latin script, so that Зеленський, Zelensky and Zelenskiy come near."""
    spelt = "".join(_LATIN.get(char, char) for char in word)
    for spelling, plain in _SPELLINGS:
        spelt = spelt.replace(spelling, plain)
    return _DOUBLED.sub(r"\1", spelt.removeprefix("i") if spelt.startswith("ie") else spelt)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its ending; Russian rules serve both Cyrillic languages."""
    stemmers = _stemmers()
    return str((stemmers[1] if is_cyrillic(word) else stemmers[0]).stemWord(word))


def is_cyrillic(word: str) -> bool:
    return bool(_CYRILLIC.search(word))


def stems(text: str) -> list[str]:
    return [stem(word) for word in tokens(text)]


_of_thread = local()


def _stemmers() -> tuple[snowballstemmer.stemmer, ...]:
    """A stemmer keeps state while it works, so each thread has its own."""
    if not hasattr(_of_thread, "stemmers"):
        _of_thread.stemmers = (snowballstemmer.stemmer("english"), snowballstemmer.stemmer("russian"))
    found: tuple[snowballstemmer.stemmer, ...] = _of_thread.stemmers
    return found
