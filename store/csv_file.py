"""The record as CSV, one statement a row, as spreadsheets write it and read it. Pure.

A cell that a spreadsheet would run as a formula is written with an apostrophe before it, and read without
(OWASP, "CSV Injection").
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, TextIO

from store.reasons import Reason
from store.rows import BOM, LINE_LIMIT, WORKBOOK, BadFile, Refusal, Row

SOURCE = ("title", "publisher", "url", "published_on")
LISTS = ("addressee", "topics", "responds_to")
COLUMNS = (
    *("id", "speaker", "act", "addressee", "text", "quote", "topics", "said_on", "due_on", "reported_by"),
    *("responds_to", *(f"source_{name}" for name in SOURCE)),
)
READ_ONLY = ("number", "status")
NAMES = ("type", "name", "kind", "role", "member_of", "aliases")
SYNONYMS = {"addressees": "addressee", "topic": "topics", "date": "said_on", "statement": "text", "key": "id"}

_KNOWN = frozenset((*COLUMNS, *READ_ONLY, *NAMES))
_NEEDED = ("speaker", "act", "text")
_DELIMITERS = ",;\t|"
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_ITEM = re.compile(r"(?:\\[\\;]|[^;])+")


def csv_rows(file: BinaryIO) -> Iterator[Row | Refusal]:
    """The rows of a CSV file: any delimiter, byte-order mark, capitals, blank rows, line breaks in quotes.

    Raises:
        BadFile: when it has no header with speaker, act and text, or is not text in UTF-8 or UTF-16.
    """
    lines = _Lines(file)
    try:
        delimiter, header = _header(lines)
        yield from _rows(lines, header, csv.reader(lines, delimiter=delimiter, strict=True))
    finally:
        lines.close()


def _rows(lines: "_Lines", header: list[str], reader: Iterator[list[str]]) -> Iterator[Row | Refusal]:
    columns = frozenset(_columns(header))
    while True:
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            yield Refusal(line, "line", _reason(error))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            yield Refusal(line, "line", Reason("too-many-cells", cells=len(cells), columns=len(header)))
        elif any("\0" in cell for cell in cells):
            yield Refusal(line, "line", Reason("nul"))
        else:
            yield Row(line, _values(header, cells), columns)


class _Lines:
    """The lines of a file as text, each at most LINE_LIMIT characters; `number` is the line read last."""

    def __init__(self, file: BinaryIO) -> None:
        start = file.read(4)
        file.seek(0)
        if start.startswith(WORKBOOK):
            raise BadFile(Reason("file-workbook"))
        wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        if start.startswith(BOM):
            file.seek(len(BOM))
        self._wide = io.TextIOWrapper(file, "utf-16", newline="") if wide else None
        self._file = file
        self.number = 0
        self._whole = True

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        self.number += self._whole
        text = self._wide.readline(LINE_LIMIT) if self._wide else self._file.readline(LINE_LIMIT).decode()
        if not text:
            raise StopIteration
        self._whole = text.endswith("\n")
        return text

    def close(self) -> None:
        if self._wide:
            self._wide.detach()


def _header(lines: _Lines) -> tuple[str, list[str]]:
    """The delimiter that makes most sense of the first row, and the names of its columns."""
    try:
        first = next((line for line in lines if line.strip(" \t\r\n,;|")), "")
        if match := re.fullmatch(r"sep=(.)", first.strip()):
            first = next(lines, "")
            tried: Iterable[str] = match[1]
        else:
            tried = _DELIMITERS
    except UnicodeDecodeError as error:
        raise BadFile(_reason(error)) from None
    found = {delimiter: _names(next(csv.reader([first], delimiter=delimiter), [])) for delimiter in tried}
    delimiter = max(found, key=lambda delimiter: len(_KNOWN & set(found[delimiter])))
    header = found[delimiter]
    missing = [name for name in _NEEDED if name not in header]
    if missing and "type" not in header:
        raise BadFile(Reason("file-no-header", missing=", ".join(missing)))
    if twice := [name for name in header if name in _KNOWN and header.count(name) > 1]:
        raise BadFile(Reason("file-column-twice", column=twice[0]))
    return delimiter, header


def _names(cells: Sequence[str]) -> list[str]:
    names = [re.sub(r"[\s.\-]+", "_", cell.strip().strip("\ufeff").lower()) for cell in cells]
    return [SYNONYMS.get(name, name) for name in names]


def _columns(header: Sequence[str]) -> Iterator[str]:
    """The columns of the record file that a row of this header speaks for."""
    for name in header:
        yield "source" if name.startswith("source_") and name in _KNOWN else name


def _values(header: Sequence[str], cells: Sequence[str]) -> dict[str, Any]:
    row = {name: _unshield(cell.strip()) for name, cell in zip(header, cells, strict=False) if name}
    row.setdefault("type", "statement")
    row["type"] = row["type"].lower() or "statement"
    source = {name: row.pop(f"source_{name}", "") for name in SOURCE}
    lists = {name: _split(row[name]) for name in (*LISTS, "aliases") if name in row}
    return row | lists | {"source": {name: value for name, value in source.items() if value}}


def write_rows(file: TextIO, objects: Iterable[Mapping[str, Any]]) -> None:
    """Write record-file objects of statements; a first row names the columns."""
    writer = csv.writer(file, lineterminator="\r\n")
    header = (*COLUMNS, *READ_ONLY)
    writer.writerow(header)
    for found in objects:
        flat = dict(found) | {f"source_{name}": text for name, text in found.get("source", {}).items()}
        writer.writerow([_cell(flat.get(name, "")) for name in header])


def _cell(value: Any) -> str:
    return shield(_join(value) if isinstance(value, list) else str(value))


def shield(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _unshield(text: str) -> str:
    return text[1:] if _SHIELDED.match(text) else text


def _join(names: Iterable[str]) -> str:
    return "; ".join(re.sub(r"([\\;])", r"\\\1", name) for name in names)


def _split(text: str) -> list[str]:
    """The names of a `;` list; `\\;` is a semicolon within a name."""
    parts = (re.sub(r"\\([\\;])", r"\1", part).strip() for part in _ITEM.findall(text))
    return [part for part in parts if part]


def _reason(error: Exception) -> Reason:
    return Reason("sheet-not-utf8") if isinstance(error, UnicodeDecodeError) else Reason("not-csv", error=error)
