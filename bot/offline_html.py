"""Telegram's HTML as the Bot API reads it: plain text, entities in UTF-16 units, and its own words for a refusal.

The rules are those of https://core.telegram.org/bots/api#html-style; where the page is silent, of the official server's
parser, against which ``tests/test_telegram_schema.py`` compares this one.
"""

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

_TYPES = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_ARGUMENTS = {"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id", "tg-time": "unix"}
_PREFIXES = {"code": "language-", "span": "tg-"}
# of two entities over the same text, the one with the lower number encloses the other
_PRIORITIES = {"blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "date_time": 40, "text_link": 49}
_PRIORITIES |= {"bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPACES = re.compile(r"[ \t\r\n\v]*")
_PLAIN = re.compile(r"[^<&]+")
_TAG_NAME = re.compile(r"[^ \t\r\n\v>]*")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\v>=/\"']*")
_TOKEN = re.compile(r"[0-9A-Za-z.-]*")
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[a-zA-Z]+))")
_LINK = re.compile(r"(?:https?://)?[^\s/?#]*[^\s/?#.]\.[^\s/?#.][^\s/?#]*(?:[/?#]|$)|https?://localhost|tg://", re.I)
_SURROGATES = re.compile("[\ud800-\udfff]")
# what the server drops or blanks in any text before it looks at it
_DROPPED = re.compile("[\r\u2028-\u202e]")
_BLANKED = re.compile("[\x00-\x09\x0b-\x1f]")
_INVISIBLE = " \n\t\u00a0\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u3164\ufeff"
_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32}(?![\w/<>])|(?![\w@/<>]))")
_MENTION = re.compile(r"(?<!\w)@[a-zA-Z0-9_]{4,32}(?!\w)")


class Unparsable(ValueError):
    """The text is not Telegram HTML; the message is what Telegram says after ``can't parse entities: ``."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One stretch of formatted text; ``offset`` and ``length`` count UTF-16 code units, as Telegram does."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The entity as a Bot API ``MessageEntity``, without the fields it does not have."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def units(text: str) -> int:
    """How long Telegram finds ``text``, in UTF-16 code units."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)


def parse(html: str) -> tuple[str, list[Entity]]:
    """The plain text of ``html`` and its entities, the enclosing ones first. Raises `Unparsable`."""
    reader = _Reader(html)
    reader.read()
    text = "".join(reader.text)
    if _SURROGATES.search(text):
        raise Unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
            "code units"
        )
    order = sorted(reader.entities, key=lambda found: (found.offset, -found.length, _PRIORITIES[found.type]))
    return text, order


def clean(text: str) -> str:
    """``text`` without what the server removes: carriage returns, direction marks; other controls become spaces."""
    return _BLANKED.sub(" ", _DROPPED.sub("", text))


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """``text`` without white space at its end, and at its start up to the first entity; the entities moved along."""
    body = text.rstrip(" \n\t")
    lead = len(body) - len(body.lstrip(" \n"))
    cut = min([lead, *(entity.offset for entity in entities)])
    end = units(body)
    clipped = (
        replace(entity, offset=entity.offset - cut, length=min(entity.length, end - entity.offset))
        for entity in entities
        if entity.offset < end
    )
    return body[cut:], list(clipped)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing at all."""
    return not text.strip(_INVISIBLE)


def find_entities(text: str) -> list[Entity]:
    """The commands and mentions that Telegram itself marks in a text, in order."""
    found = [("bot_command", match) for match in _COMMAND.finditer(text)]
    found += [("mention", match) for match in _MENTION.finditer(text)]
    entities = [Entity(kind, units(text[: match.start()]), units(match.group())) for kind, match in found]
    return sorted(entities, key=lambda entity: entity.offset)


def _lower(text: str) -> str:
    """``text`` with only A-Z lowered, since tag names are compared by bytes."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def _decode(reference: re.Match[str]) -> str | None:
    """The character a reference stands for, or None where Telegram leaves it as it is written."""
    if reference["name"]:
        return _NAMED.get(reference["name"])
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["dec"])
    too_long = len(reference.group()) >= 10
    return None if too_long or not 0 < code < 0x10FFFF else chr(code)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    piece: int


class _Reader:
    """One pass over the markup; what is open is a stack."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.languages: dict[Entity, str] = {}

    def read(self) -> None:
        while self.at < len(self.html):
            begin = self.at
            if self._is("&"):
                self._write(self._reference())
            elif not self._is("<"):
                self._write(self._take(_PLAIN))
            elif self.html.startswith("</", begin):
                self.at += 2
                self._end_tag(begin)
            else:
                self.at += 1
                self._start_tag(begin)
        if self.open:
            raise Unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _is(self, characters: str) -> bool:
        return self.html[self.at : self.at + 1] in tuple(characters)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.html, self.at)
        taken = found.group() if found else ""
        self.at += len(taken)
        return taken

    def _write(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def _refuse(self, reason: str, begin: int) -> Unparsable:
        offset = len(self.html[:begin].encode("utf-8", "surrogatepass"))
        return Unparsable(f"{reason} at byte offset {offset}")

    def _reference(self) -> str:
        found = _REFERENCE.match(self.html, self.at)
        character = _decode(found) if found else None
        if found is None or character is None:
            self.at += 1
            return "&"
        self.at = found.end()
        if self._is(";"):
            self.at += 1
        return character

    def _start_tag(self, begin: int) -> None:
        tag = _lower(self._take(_TAG_NAME))
        if self.at == len(self.html):
            raise self._refuse("Unclosed start tag", begin)
        if tag not in _TYPES:
            raise self._refuse(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        self._take(_SPACES)
        while not self._is(">"):
            argument = self._attribute(tag, begin) or argument
            self._take(_SPACES)
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise self._refuse('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.length, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> str:
        """Reads one attribute; returns its value if it is the one that matters for ``tag``."""
        name = _lower(self._take(_ATTRIBUTE))
        if not name:
            raise self._refuse(f'Empty attribute name in the tag "{tag}"', begin)
        self._take(_SPACES)
        value = ""
        if self._is("="):
            self.at += 1
            self._take(_SPACES)
            self._more(f'Unclosed start tag "{tag}"', begin)
            value = self._quoted() if self._is("\"'") else self._token()
            self._more("Unclosed start tag", begin)
        self._more(f'Unclosed start tag "{tag}"', begin)
        if (tag, name) == ("blockquote", "expandable"):
            return "expandable"
        prefix = _PREFIXES.get(tag, "")
        return value.removeprefix(prefix) if _ARGUMENTS.get(tag) == name and value.startswith(prefix) else ""

    def _more(self, reason: str, begin: int) -> None:
        if self.at >= len(self.html):
            raise self._refuse(reason, begin)

    def _token(self) -> str:
        begin = self.at
        token = self._take(_TOKEN)
        if self.at < len(self.html) and not self._is(" \t\r\n\v>"):
            raise self._refuse("Unexpected end of name token", begin)
        return _lower(token)

    def _quoted(self) -> str:
        quote = self.html[self.at]
        self.at += 1
        value = []
        while self.at < len(self.html) and not self._is(quote):
            value.append(self._reference() if self._is("&") else self._character())
        self.at += 1
        return "".join(value)

    def _character(self) -> str:
        self.at += 1
        return self.html[self.at - 1]

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise self._refuse("Unexpected end tag", begin)
        name = _lower(self._take(_TAG_NAME))
        self._take(_SPACES)
        if not self._is(">"):
            raise self._refuse("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name not in ("", opened.tag):
            place = self._refuse("Unmatched end tag", begin)
            raise Unparsable(f'{place}, expected "</{opened.tag}>", found "</{name}>"')
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity = Entity(_TYPES[opened.tag], opened.offset, self.length - opened.offset)
        match entity.type:
            case "text_link":
                self._close_link(entity, opened)
            case "custom_emoji":
                if not re.fullmatch(r"-?0*[1-9][0-9]*", opened.argument):
                    raise Unparsable("Invalid custom emoji identifier specified")
                self.entities.append(replace(entity, custom_emoji_id=opened.argument))
            case "date_time":
                if re.fullmatch(r"0*[1-9][0-9]*", opened.argument):
                    self.entities.append(entity)
            case "blockquote" if opened.argument:
                self.entities.append(replace(entity, type="expandable_blockquote"))
            case "code" | "pre":
                self._close_code(entity, opened)
            case _:
                self.entities.append(entity)

    def _close_link(self, entity: Entity, opened: _Open) -> None:
        url = opened.argument or "".join(self.text[opened.piece :])
        if _LINK.match(url):
            self.entities.append(replace(entity, url=url))

    def _close_code(self, entity: Entity, opened: _Open) -> None:
        """A ``pre`` around exactly one ``code`` that names a language is one entity with that language."""
        last = self.entities[-1] if self.entities else None
        if last and last.type in {"code", "pre"} - {entity.type} and last.offset == entity.offset:
            language = opened.argument if entity.type == "code" else self.languages.get(last)
            if language and last.length == entity.length:
                self.entities[-1] = replace(last, type="pre", language=language)
                return
        self.entities.append(entity)
        if opened.argument:
            self.languages[entity] = opened.argument
