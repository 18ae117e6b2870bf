"""The published site in a real browser: no console errors, accessible on every kind of page, a search that is quick."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.publish import publish, search_index
from store.database import Database
from store.record import Act, Actor, Statement, Status, Topic
from tests.browser import AXE, BROWSER, DRIVER, Browser, chromium, served
from tests.conftest import NOW

pytestmark = pytest.mark.skipif(
    BROWSER is None or DRIVER is None,
    reason="NO CHROMIUM IS INSTALLED: the site is not tried in a browser (apt-get install chromium chromium-driver)",
)

PAGES = (
    "index.html", "topics.html", "speakers.html", "all/1.html", "s/1.html", "s/2.html", "speaker/1.html", "topic/1.html"
)  # fmt: skip


@pytest.fixture(scope="module")
def site(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    db = Database(f"sqlite:///{sample_template}")
    publish(db, folder, base_url="https://example.org", bot_username="a_bot", now=NOW)
    db.close()
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_without_a_word_in_the_console(browser: Browser, site: str, page: str) -> None:
    browser.open(f"{site}/{page}")
    assert browser.run("return document.querySelectorAll('h1').length") == 1
    assert browser.console() == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_the_width_of_a_phone(browser: Browser, site: str, page: str) -> None:
    browser.open(f"{site}/{page}")
    assert browser.run("return document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.skipif(AXE is None, reason="NO AXE-CORE IS INSTALLED: accessibility is not checked (npm install axe-core)")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_to_complain_about(browser: Browser, site: str, page: str, dark: bool) -> None:
    assert AXE is not None
    browser.dark(on=dark)
    browser.open(f"{site}/{page}")
    browser.run(AXE.read_text(encoding="utf-8") + ";window.axe = axe;")
    found: list[dict[str, Any]] = browser.run("return axe.run().then(found => found.violations)")
    browser.dark(on=False)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def searching(browser: Browser, words: str) -> None:
    """Type words; the list of statements is there afterwards, which the first ones typed ask for."""
    browser.until("const form = document.querySelector('form.search'); return form && !form.hidden")
    browser.run(
        "const box = document.getElementById('words'); box.focus(); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input'))",
        words,
    )
    browser.until("return document.getElementById('found').textContent !== document.querySelector('form').dataset.wait")


def test_the_search_finds_what_the_words_say_whatever_their_case_and_accents(browser: Browser, site: str) -> None:
    browser.open(f"{site}/index.html")
    searching(browser, "CEASEFIRE türkiye zelensky")
    assert browser.run("return document.getElementById('found').textContent") == "Nothing on record has these words."
    searching(browser, "Céasefire ZELENSKY")
    assert browser.run("return document.getElementById('found').textContent") == "Found: 2"
    browser.run("document.querySelector('#results a').click()")
    assert "/s/" in browser.until("return document.querySelector('article.card') && location.pathname")
    assert browser.console() == []


def test_the_search_works_from_a_folder_without_a_server(browser: Browser, sample_db: Database, tmp_path: Path) -> None:
    publish(sample_db, tmp_path / "site", base_url="https://example.org", bot_username=None, now=NOW)
    browser.open((tmp_path / "site" / "index.html").as_uri())
    searching(browser, "neutral")
    assert browser.run("return document.getElementById('results').children.length") == 2
    assert browser.console() == []


def test_ten_thousand_statements_are_searched_in_under_a_fifth_of_a_second(
    browser: Browser, sample_db: Database, tmp_path: Path
) -> None:
    publish(sample_db, tmp_path / "site", base_url="https://example.org", bot_username=None, now=NOW)
    (tmp_path / "site" / "search-index.js").write_text(search_index(many(), "uk"), encoding="utf-8")
    with served(tmp_path / "site") as address:
        browser.open(f"{address}/index.html")
        searching(browser, "anything")
        assert browser.run("return document.getElementById('found').textContent.startsWith('Nothing')")
        for words, count in (("truce", 10_000), ("зеленськии 9999", 1), ("umber 77", 10_000)):
            took = min(timed(browser, words) for _ in range(3))
            assert took < 200, words
            assert browser.run("return document.getElementById('found').textContent") == f"Found: {count}"


def many() -> list[Statement]:
    speaker, topic = Actor(1, "Володимир Зеленський", aliases=("Zelensky",)), Topic(1, "ceasefire", ("truce",))
    text = "Demand number {} asks for a truce first, number 77 as well, and for a good many other things after it."
    return [
        Statement(number, f"k-{number}", speaker, Act.DEMAND, text.format(number), Status.OPEN, topics=(topic,))
        for number in range(1, 10_001)
    ]


def timed(browser: Browser, words: str) -> float:
    """Milliseconds from a key press to the results on the page, laid out."""
    script = """
        const box = document.getElementById('words');
        box.value = arguments[0];
        const begun = performance.now();
        box.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        return performance.now() - begun;
    """
    return float(browser.run(script, words))
