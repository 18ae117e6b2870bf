"""CSV as spreadsheets write it, and as they must be able to read it without running it."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.csv_file import csv_rows, shield, write_rows
from store.database import Database
from store.export import export_file
from store.rows import BadFile, Refusal, Row
from store.transfer import Report, import_file
from tests.conftest import NOW, SAMPLE
from tests.test_transfer import IMPORTER, kept, written

HEADER = "id,speaker,act,text,topics,source_title"


def rows(text: str | bytes) -> list[Row | Refusal]:
    return list(csv_rows(io.BytesIO(text if isinstance(text, bytes) else text.encode())))


def values(text: str | bytes) -> list[dict[str, object]]:
    found = rows(text)
    assert all(isinstance(row, Row) for row in found), found
    return [row.values for row in found if isinstance(row, Row)]


PLAIN = {
    "type": "statement",
    "id": "a",
    "speaker": "Russia",
    "act": "demand",
    "text": "Leave; now, please.",
    "topics": ["land", "talks"],
    "source": {"title": "A title"},
}

MESSY = {
    "comma": f'{HEADER}\na,Russia,demand,"Leave; now, please.",land; talks,A title\n',
    "mark and CRLF": f'\ufeff{HEADER}\r\na,Russia,demand,"Leave; now, please.",land;talks,A title\r\n',
    "semicolon": f'{HEADER.replace(",", ";")}\na;Russia;demand;"Leave; now, please.";"land;talks";A title\n',
    "tab": f"{HEADER.replace(',', chr(9))}\na\tRussia\tdemand\tLeave; now, please.\tland ; talks\tA title\n",
    "capitals": f'{HEADER.upper().replace("_", " ")}\n a ,Russia , demand,"Leave; now, please.",land;talks,A title',
    "dots": f'{HEADER.replace("_", ".")}\na,Russia,demand,"Leave; now, please.",land;talks,A title\n',
    "blank rows": f'\n,,,,,\n{HEADER}\n\n,,,,,\n  \na,Russia,demand,"Leave; now, please.",land;talks,A title\n,,,,,\n',
    "sep line": f'sep=;\n{HEADER.replace(",", ";")}\na;Russia;demand;"Leave; now, please.";"land;talks";A title\n',
    "short rows": f'{HEADER},quote,reported_by\na,Russia,demand,"Leave; now, please.",land;talks,A title\n',
    "empty cells beyond": f'{HEADER}\na,Russia,demand,"Leave; now, please.",land;talks,A title,,,\n',
}


@pytest.mark.parametrize("text", MESSY.values(), ids=MESSY.keys())
def test_a_messy_sheet_says_the_same_as_a_tidy_one(text: str) -> None:
    assert values(text) == [PLAIN]


def test_a_sheet_in_utf_16_is_read(tmp_path: Path) -> None:
    assert values(MESSY["tab"].encode("utf-16")) == [PLAIN]


def test_a_line_break_in_quotes_belongs_to_the_cell_and_lines_are_counted_on() -> None:
    found = rows(f'{HEADER}\na,Russia,demand,"One\nTwo",,\nb,Russia,demand,Three,x,y,z\n')
    assert isinstance(found[0], Row)
    assert (found[0].line, found[0].values["text"]) == (2, "One\nTwo")
    assert found[1] == Refusal(4, "line", "has 7 cells, the header 6: quote cells with a delimiter")


BROKEN = [
    (b"id,speaker,act,text\na,Russia,demand,\xff\n", "is not UTF-8"),
    (b"id,speaker,act,text\na,Russia,demand,x\0y\n", "NUL"),
    (b'id,speaker,act,text\na,Russia,demand,"x" y\n', "is not CSV"),
    (b'id,speaker,act,text\na,Russia,demand,"' + b"x" * 200_000 + b'"\n', "is not CSV"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_row_is_refused_and_the_next_one_is_read(text: bytes, reason: str) -> None:
    refused, good = rows(text + b"b,Russia,demand,Leave.\n")
    assert isinstance(refused, Refusal)
    assert (refused.line, refused.column) == (2, "line")
    assert reason in refused.reason
    assert isinstance(good, Row)
    assert (good.line, good.values["id"]) == (3, "b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "name the columns"),
        ("speaker,text\nx,y\n", "missing: act"),
        ("speaker,act,text,text\n", "text is there twice"),
        (b"\xff\xfe\xfd", "UTF"),
        (b"speaker,act,\xff\n", "UTF-8"),
    ],
)
def test_a_sheet_that_is_none_is_refused_as_a_whole(text: str | bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        rows(text)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "''@x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert shield(text) == f"'{text}"


@given(
    st.lists(
        st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool), max_size=4
    )
)
def test_what_is_written_is_read_back(names: list[str]) -> None:
    text = next(iter(names), "x")
    found = {"id": "1", "speaker": text, "act": "claim", "text": text, "topics": names, "source": {"title": text}}
    file = io.StringIO(newline="")
    write_rows(file, [found])
    [row] = values(file.getvalue())
    assert {name: row[name] for name in found} == found


def test_an_exported_sheet_changes_nothing_when_it_comes_back(db: Database, tmp_path: Path) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    export_file(db, tmp_path / "record.csv")
    assert import_file(db, tmp_path / "record.csv", IMPORTER, NOW) == Report(unchanged=23)


def test_what_a_sheet_has_no_column_for_stays(db: Database, tmp_path: Path) -> None:
    said: dict[str, Any] = {
        "id": "a",
        "speaker": "X",
        "act": "claim",
        "text": "T",
        "topics": ["t"],
        "translations": {"uk": "Т"},
    }
    said |= {"source": {"title": "S", "quote": "q"}, "more_sources": [{"title": "S2"}]}
    import_file(db, written(tmp_path, said), IMPORTER, NOW)
    sheet = written(tmp_path, "id,speaker,act,text,source_title", "a,X,claim,Other,S", name="rows.csv")
    assert import_file(db, sheet, IMPORTER, NOW).changed == 1
    assert kept(db, "a") == {"type": "statement"} | said | {"text": "Other"}
