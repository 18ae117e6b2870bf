"""The published site: every page, read as a file."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.publish import LISTED, SITE, publish, script_safe, search_index
from handlers.canvas import contrast
from handlers.i18n import LANGUAGES
from store import keeping, statements
from store.database import Database
from store.dates import PartialDate
from store.record import Act, Author, Draft, Source
from tests.conftest import NOW

BASE = "https://example.org/record"
MIRA = Author(7, "Mira <M>")
ATOM = "{http://www.w3.org/2005/Atom}"
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """What a page holds: its elements, links, headings and text; complains of elements that are not closed in order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.scripts = "", ""
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs), f"an attribute twice in {tag}"
        self.elements.append((tag, found))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.loads += [
            value for name in ("src", "href") if tag in {"script", "link", "img"} and (value := found.get(name))
        ]
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} is closed out of order"

    def handle_data(self, data: str) -> None:
        if "script" in self._open:
            self.scripts += data
        else:
            self.text += data

    def json_ld(self) -> Any:
        return json.loads(self.scripts)


def published(db: Database, folder: Path, language: str = "en") -> dict[str, Page]:
    publish(db, folder, base_url=BASE + "/", bot_username="a_bot", now=NOW, language=language)
    return {str(path.relative_to(folder)): Page(path) for path in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def pages(sample_template: Path, folder: Path) -> Iterator[dict[str, Page]]:
    db = Database(f"sqlite:///{sample_template}")
    yield published(db, folder)
    db.close()


def test_there_is_a_page_for_every_statement_speaker_and_topic(pages: dict[str, Page]) -> None:
    assert {f"s/{number}.html" for number in range(1, 24)} <= set(pages)
    assert sum(name.startswith("speaker/") for name in pages) == 12
    assert sum(name.startswith("topic/") for name in pages) == 13
    assert {"index.html", "topics.html", "speakers.html", "all/1.html"} <= set(pages)


def test_every_link_and_file_of_a_page_is_there(pages: dict[str, Page], folder: Path) -> None:
    for page in pages.values():
        for address in [*page.links, *page.loads]:
            if address.startswith("https://"):
                continue
            path, fragment = urldefrag(address)
            target = (page.path.parent / path).resolve() if path else page.path
            assert target.is_file(), f"{page.path.name}: {address}"
            assert not fragment or fragment in Page(target).ids


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Page]) -> None:
    for page in pages.values():
        loaded = [address for address in page.loads if not address.startswith(BASE)]
        assert not [address for address in loaded if ":" in address]
        policy = [found["content"] for tag, found in page.elements if found.get("http-equiv")]
        assert policy
        assert policy[0] is not None
        assert policy[0].startswith("default-src 'none'")


def test_headings_go_down_one_step_at_a_time_from_a_single_first(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        assert all(below - above <= 1 for above, below in zip(page.headings, page.headings[1:], strict=False))


def test_a_page_says_its_language_its_parts_and_how_to_skip_to_the_content(pages: dict[str, Page]) -> None:
    for page in pages.values():
        tags = [tag for tag, _ in page.elements]
        assert dict(page.elements)["html"] == {"lang": "en"}
        assert {"header", "nav", "main", "footer"} <= set(tags)
        assert tags.count("main") == 1
        assert page.links[0] == "#main"
        assert len(page.ids) == len(set(page.ids))


def test_a_statement_page_tells_who_said_what_when_and_where_it_stands(pages: dict[str, Page]) -> None:
    text = " ".join(pages["s/12.html"].text.split())
    for words in (
        "Volodymyr Zelenskiy demanded of Vladimir Putin",
        "Putin should come to the talks and meet face to face.",
        "rejected · May 2025 · Vladimir Putin, s13",
        "Russia-Ukraine talks end quickly with no progress, 16 May 2025",
        f"{BASE}/s/12.html",
    ):
        assert words in text
    assert "https://t.me/a_bot?start=s12" in pages["s/12.html"].links


def test_every_page_carries_json_ld_of_schema_org(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.json_ld()["@context"] == "https://schema.org"
    [claim] = pages["s/1.html"].json_ld()["@graph"]
    assert claim["@type"] == "Claim"
    assert claim["author"]["name"] == "Russia"
    assert claim["url"] == f"{BASE}/s/1.html"


def test_a_statement_page_is_light(pages: dict[str, Page]) -> None:
    style = (SITE / "style.css").stat().st_size
    assert max(page.path.stat().st_size for name, page in pages.items() if name.startswith("s/")) + style < 50_000


def test_the_feed_is_atom_with_the_latest_change_first(pages: dict[str, Page], folder: Path) -> None:
    assert pages
    feed = ElementTree.parse(folder / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids[0] == f"{BASE}/s/23.html#change-23"
    assert len(ids) == len(set(ids))
    moved = [entry.findtext(f"{ATOM}title") or "" for entry in entries]
    assert "open → rejected: Russia demanded of Ukraine · May 2025" in moved
    for entry in [feed, *entries]:
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))


def hostile(db: Database) -> int:
    """A statement whose every word would like to be markup, and 70 answers to it."""
    nasty = '</script><script>alert("x")</script> & <b>{{ 7 * 7 }}'
    source = Source(nasty, nasty, "javascript:alert(1)")
    draft = Draft(
        nasty,
        Act.DEMAND,
        nasty * 30,
        "bad",
        (nasty,),
        (nasty,),
        nasty * 30,
        PartialDate(2025),
        sources=(source,),
        translations=(("uk", nasty),),
    )
    number = db.write_now(statements.add, draft, MIRA, NOW)
    for at in range(70):
        answer = Draft("Somebody", Act.REJECT, f"No, {at}. {'x' * 200}", f"no-{at}", responds_to=("bad",))
        db.write_now(statements.add, answer, MIRA, NOW)
    return number


def test_nobodys_words_become_markup_or_break_the_weight(sqlite_db: Database, tmp_path: Path) -> None:
    number = hostile(sqlite_db)
    page = published(sqlite_db, tmp_path / "site")[f"s/{number}.html"]
    assert sum(tag == "script" for tag, _ in page.elements) == 1
    assert "<b>{{ 7 * 7 }}" in page.text
    assert not [address for address in page.links if address.startswith("javascript")]
    assert page.json_ld()["@graph"]
    assert page.path.stat().st_size < 50_000
    ElementTree.parse(tmp_path / "site" / "feed.xml")
    assert "… and 20 more" in page.text


def test_a_long_list_is_cut_into_pages_that_lead_to_each_other(sqlite_db: Database, tmp_path: Path) -> None:
    for at in range(LISTED + 1):
        draft = Draft("Russia", Act.CLAIM, f"Claim {at}.", f"k-{at}", topics=("talks",))
        sqlite_db.write_now(statements.add, draft, MIRA, NOW)
    pages = published(sqlite_db, tmp_path / "site")
    for first, second in (
        ("all/1.html", "all/2.html"),
        ("topic/1.html", "topic/1-2.html"),
        ("speaker/1.html", "speaker/1-2.html"),
    ):
        assert Path(second).name in pages[first].links
        assert Path(first).name in pages[second].links
        assert sum(found.get("class") == "item" for _, found in pages[second].elements) == 1


def test_what_moderators_did_shows_on_the_pages(sample_db: Database, tmp_path: Path) -> None:
    pytest.importorskip("handlers.moderate", reason="the words for what moderators do come with their commands")
    source = Source("A paper")
    sample_db.write_now(keeping.rule, 5, MIRA, NOW, status="withdrawn", reason="taken back <in public>", source=source)
    sample_db.write_now(keeping.retract, 14, MIRA, NOW, reason="a wrong source")
    sample_db.write_now(keeping.merge, 9, 8, MIRA, NOW)
    pages = published(sample_db, tmp_path / "site")
    texts = {name: " ".join(page.text.split()) for name, page in pages.items()}
    assert "withdrawn · 1 June 2025 · Mira <M>: taken back <in public> · A paper" in texts["s/5.html"]
    assert "Retracted: a wrong source" in texts["s/14.html"]
    assert pages["s/14.html"].json_ld()["@graph"] == []
    assert "8.html" in pages["s/9.html"].links
    canonical = [found["href"] for tag, found in pages["s/9.html"].elements if found.get("rel") == "canonical"]
    assert canonical == [f"{BASE}/s/8.html"]
    assert not {"../s/9.html", "../s/14.html"} & set(pages["all/1.html"].links)


def test_an_empty_record_is_a_site_too(sqlite_db: Database, tmp_path: Path) -> None:
    pages = published(sqlite_db, tmp_path / "site")
    assert set(pages) == {"index.html", "topics.html", "speakers.html", "all/1.html"}
    assert "Nothing is on record yet." in pages["index.html"].text


def test_publishing_again_leaves_no_page_behind_and_touches_nothing_else(sample_db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    published(sample_db, folder)
    (folder / "s" / "999.html").write_text("<p>old</p>", encoding="utf-8")
    (folder / "CNAME").write_text("example.org", encoding="utf-8")
    assert "s/999.html" not in published(sample_db, folder)
    assert (folder / "CNAME").exists()


def test_a_folder_with_anything_else_in_it_is_left_alone(sample_db: Database, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="choose an empty or a new folder"):
        published(sample_db, tmp_path)
    assert (tmp_path / "s" / "mine.txt").exists()


def test_the_command_publishes_and_says_where(
    sample_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", str(sample_db.engine.url))
    told = CliRunner().invoke(main, ["publish", "site", "--base-url", BASE, "--bot", "@a_bot", "--language", "uk"])
    assert told.exit_code == 0, told.output
    assert re.fullmatch(r"site: 52 pages, \d\.\d MB\.\n", told.output)
    assert f'href="{BASE}/s/1.html"' in (tmp_path / "site" / "s" / "1.html").read_text(encoding="utf-8")
    (tmp_path / "other.txt").touch()
    told = CliRunner().invoke(main, ["publish", "."])
    assert told.exit_code == 1
    assert "choose an empty or a new folder" in told.output


def test_the_same_record_is_published_the_same(sample_db: Database, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        published(sample_db, tmp_path / name)
        contents.append({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()})
    assert contents[0] == contents[1]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_site_speaks_its_language_alone(sqlite_db: Database, tmp_path: Path, language: str) -> None:
    source = Source("Заголовок", "Видання", "https://example.org/a", "2025-05-16")
    day = PartialDate(2025, 5, 16)
    demand = Draft(
        "Україна", Act.DEMAND, "Слова.", "к", ("Росія",), ("мир",), "слова", day, "Джерело", (source,), due_on=day
    )
    answer = Draft("Росія", Act.REJECT, "Ні.", "в", ("Україна",), ("мир", "угода"), responds_to=("к",))
    for draft in (demand, answer):
        sqlite_db.write_now(statements.add, draft, Author(7, "Міра"), NOW)
    for page in published(sqlite_db, tmp_path / "site", language).values():
        assert dict(page.elements)["html"] == {"lang": language}
        words = re.sub(r"https\S+|@a_bot", "", page.text)
        assert set(re.findall(r"[A-Za-z]{2,}", words)) <= {"On", "Record", "Telegram", "JavaScript"}


def colours(scheme: str) -> dict[str, str]:
    """The colours that the style sheet gives its names, light or dark."""
    light, dark = re.findall(r":root \{(.*?)\}", (SITE / "style.css").read_text(encoding="utf-8"), re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#\w{6})", light))
    return found | (dict(re.findall(r"--([\w-]+): (#\w{6})", dark)) if scheme == "dark" else {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_the_style_sheet_are_readable(scheme: str) -> None:
    found = colours(scheme)
    for ground in ("ground", "panel"):
        for ink in ("ink", "faint", "link"):
            assert contrast(found[ink], found[ground]) >= 4.5, (ink, ground)
    for tone in ("asks", "agrees", "refuses", "accuses", "claims"):
        assert contrast(found[tone], found[f"on-{tone}"]) >= 4.5


def test_json_cannot_end_its_script() -> None:
    assert "</" not in script_safe({"text": "</script>"})
    assert json.loads(script_safe({"text": "</script>"})) == {"text": "</script>"}


def test_the_search_index_holds_other_names_and_the_quote(sample_db: Database) -> None:
    found = sample_db.read_now(statements.find, 5)
    assert found is not None
    text = search_index([replace(found, quote="honest ceasefire")], "en")
    [row] = json.loads(text.removeprefix("window.onRecord=").removesuffix(";\n"))
    assert row[0] == 5
    assert "Zelensky" in row[3]
    assert "honest ceasefire" in row[3]
