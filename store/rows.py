"""Reading a record file line by line: every line is a row or a refusal that says what is wrong with it. Pure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from store.reasons import Reason

LINE_LIMIT = 1 << 20
"""Longest line read, in bytes: a statement of 2000 characters with all its lists is far below it."""

WORKBOOK = b"PK\x03\x04"
BOM = b"\xef\xbb\xbf"
WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")


class BadFile(ValueError):
    """A file that cannot be read at all; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not recorded: its line in the file (from 1), the column, and why."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One object of a file. `columns` are those it speaks for; None means all: what is absent is empty."""

    line: int
    values: dict[str, Any]
    columns: frozenset[str] | None = None


def json_rows(file: BinaryIO) -> Iterator[Row | Refusal]:
    """The rows of a JSON Lines file; blank lines are passed over.

    Raises:
        BadFile: when it is a workbook, or not text in UTF-8 from its first bytes on.
    """
    line = 0
    while raw := file.readline(LINE_LIMIT):
        line += 1
        if line == 1:
            raw = _without_bom(raw)
        if len(raw) == LINE_LIMIT and not raw.endswith(b"\n"):
            _skip_line(file)
            yield Refusal(line, "line", Reason("line-too-long", limit=LINE_LIMIT))
        elif raw.strip():
            yield _json_row(line, raw)


def _without_bom(raw: bytes) -> bytes:
    if raw.startswith(WIDE_BOMS):
        raise BadFile(Reason("file-utf16"))
    if raw.startswith(WORKBOOK):
        raise BadFile(Reason("file-workbook"))
    return raw.removeprefix(BOM)


def _skip_line(file: BinaryIO) -> None:
    while (rest := file.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
        pass


def _json_row(line: int, raw: bytes) -> Row | Refusal:
    try:
        found = json.loads(raw.decode(), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        return Refusal(line, "line", Reason("not-utf8", byte=error.start + 1))
    except RecursionError:
        return Refusal(line, "line", Reason("too-deep"))
    except json.JSONDecodeError as error:
        return Refusal(line, "line", Reason("not-json", error=f"{error.msg} at character {error.pos + 1}"))
    except ValueError as error:
        return Refusal(line, "line", Reason("not-json", error=error))
    if not isinstance(found, dict):
        return Refusal(line, "line", Reason("not-an-object", example='{"type": "statement", …}'))
    return Row(line, found)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
