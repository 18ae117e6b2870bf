"""The record as a small static web site: a page per statement, speaker and topic, lists, search and a feed.

No server, no tracker, and nothing from elsewhere: each page forbids it itself (Content-Security-Policy). Everything but
the search works without JavaScript. Links are relative, so that a folder opens as it is.
"""

import errno
import json
import shutil
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot import site_words
from bot.site_feed import entries
from handlers.canvas import NIGHT, PAPER
from handlers.card import link
from handlers.charts import matrix_png, timeline_png
from handlers.chronology import in_order, timeline
from handlers.i18n import DEFAULT
from handlers.stances import OUTCOMES, TONES, in_force, matrix
from store import jsonld
from store.database import Database
from store.record import Actor, Statement, Topic
from store.whole import Whole, whole

SITE = Path(__file__).parent / "site"
AS_THEY_ARE = ("style.css", "search.js", "icon.svg")

MARK = ".onrecord-site"
LISTED = 100
"""Statements on one page of a list."""

LINKED = 50
"""Responses that a statement's page lists, and changes: it stays below 50 KB whatever happens."""

PICTURED = 30
"""So many topics get a timeline picture, those most is said about: a picture takes a third of a second."""


_Said: TypeAlias = Mapping[int, Sequence[Statement]]
"""Statements by the id of their topic or speaker."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: how many pages, and the folder's size in bytes."""

    pages: int
    size: int


def publish(
    db: Database, folder: Path, *, base_url: str, bot_username: str | None, now: datetime, language: str = DEFAULT
) -> Published:
    """Write the record into a folder as a web site; what was published there before is replaced, nothing else.

    `base_url` is where the folder will be found on the web: permalinks, the feed and JSON-LD need it.

    Raises:
        OSError: when the folder cannot be written, or holds what was not published here.
    """
    _claim(folder)
    site = Site(
        db.read_now(whole),
        folder,
        base_url=base_url.rstrip("/"),
        bot_username=bot_username,
        now=now,
        language=language,
    )
    site.write_all()
    return Published(site.pages, sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))


def _claim(folder: Path) -> None:
    """Mark a folder as a published site: publishing again clears it, so it must not be anybody's own."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MARK).exists() and any(folder.iterdir()):
        why = "holds files that were not published by onrecord: choose an empty or a new folder"
        raise FileExistsError(errno.EEXIST, why, str(folder))
    (folder / MARK).write_text("Published by onrecord, which replaces it next time.\n", encoding="utf-8")


class Site:
    """One edition of the site on its way to a folder."""

    def __init__(
        self, record: Whole, folder: Path, *, base_url: str, bot_username: str | None, now: datetime, language: str
    ) -> None:
        self.record, self.folder, self.language, self.pages = record, folder, language, 0
        self.base_url = base_url
        self.living = list(reversed(in_order(found for found in record.statements.values() if in_force(found))))
        """The newest first."""
        self._environment = Environment(
            loader=FileSystemLoader(SITE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= site_words.globals_of(language) | {
            "base": base_url,
            "bot": bot_username,
            "now": now,
            "tone_of": TONES.__getitem__,
            "outcome_of": OUTCOMES.__getitem__,
            "in_force": in_force,
            "bot_link": link,
        }

    def write_all(self) -> None:
        for name in ("s", "speaker", "topic", "all"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir(parents=True)
        for name in AS_THEY_ARE:
            shutil.copyfile(SITE / name, self.folder / name)
        by_topic, by_speaker = self._by_topic(), self._by_speaker()
        self._index(by_topic, by_speaker)
        self._names(by_topic, by_speaker)
        self._list(
            "all/", "list.html", self.living, {"json_ld": self._collection({"@type": "CollectionPage"}, "all/1.html")}
        )
        for statement in self.record.statements.values():
            self._statement(statement)
        for actor, said in by_speaker.items():
            self._speaker(self.record.names.actors[actor], said, by_speaker)
        for rank, (topic, about) in enumerate(sorted(by_topic.items(), key=lambda pair: -len(pair[1]))):
            self._topic(self.record.names.topics[topic], about, pictured=rank < PICTURED and len(about) > 1)
        self._feed()
        (self.folder / "search-index.js").write_text(search_index(self.living, self.language), encoding="utf-8")

    def _by_topic(self) -> dict[int, list[Statement]]:
        found: dict[int, list[Statement]] = defaultdict(list)
        for statement in self.living:
            for topic in statement.topics:
                found[topic.id].append(statement)
        return found

    def _by_speaker(self) -> dict[int, list[Statement]]:
        """What each said, its members included; those who only were addressed have a page too."""
        found: dict[int, list[Statement]] = defaultdict(list)
        for statement in self.record.statements.values():
            for actor in (statement.speaker, *statement.addressees):
                found.setdefault(actor.id, [])
        for statement in self.living:
            for side in self.record.names.sides(statement.speaker.id):
                found[side].append(statement)
        return found

    def _write(self, path: str, template: str, **values: Any) -> None:
        up = "../" * path.count("/")
        text = self._environment.get_template(template).render(path=path, up=up, **values)
        (self.folder / path).write_text(text, encoding="utf-8")
        self.pages += path.endswith(".html")

    def _index(
        self, by_topic: Mapping[int, Sequence[Statement]], by_speaker: Mapping[int, Sequence[Statement]]
    ) -> None:
        found = matrix(self.living)
        title = site_words.title(self.language, "picture-of-record")
        for name, theme in (("matrix.png", PAPER), ("matrix-dark.png", NIGHT)):
            (self.folder / name).write_bytes(matrix_png(found, title, self.language, theme))
        self._write(
            "index.html",
            "index.html",
            statements=self.living[:10],
            total=len(self.living),
            matrix=found,
            topics=_most(by_topic, self.record.names.topics),
            speakers=_most(by_speaker, self.record.names.actors),
            json_ld=self._collection({"@type": "WebSite", "name": "On Record", "inLanguage": self.language}, ""),
        )

    def _names(
        self, by_topic: Mapping[int, Sequence[Statement]], by_speaker: Mapping[int, Sequence[Statement]]
    ) -> None:
        topics, speakers = _most(by_topic, self.record.names.topics), _most(by_speaker, self.record.names.actors)
        for kind, names in (("topic", topics), ("speaker", speakers)):
            json_ld = self._collection({"@type": "CollectionPage"}, f"{kind}s.html")
            self._write(f"{kind}s.html", "names.html", kind=kind, names=names, json_ld=json_ld)

    def _list(self, stem: str, template: str, statements: Sequence[Statement], values: dict[str, Any]) -> None:
        """One list on as many pages as it needs; the first of `all/` is `all/1.html`, of `topic/3` `topic/3.html`."""
        count = max(1, -(-len(statements) // LISTED))
        names = [_page_name(stem, number) for number in range(1, count + 1)]
        for at, name in enumerate(names):
            shown = statements[at * LISTED : (at + 1) * LISTED]
            turning = {
                "before": names[at - 1].rpartition("/")[2] if at else None,
                "after": names[at + 1].rpartition("/")[2] if at + 1 < count else None,
                "first": at * LISTED + 1,
            }
            self._write(name, template, statements=shown, total=len(statements), **turning, **values)

    def _statement(self, statement: Statement) -> None:
        number = statement.number
        responses = [self.record.statements[n] for n in statement.responses if n in self.record.statements]
        living = [found for found in responses if in_force(found)]
        self._write(
            f"s/{number}.html",
            "statement.html",
            statement=statement,
            standings=self.record.standings[number],
            answered=[self.record.statements[n] for n in statement.responds_to],
            responses=living[:LINKED],
            more_responses=max(0, len(living) - LINKED),
            changes=self.record.changes.get(number, ())[-LINKED:],
            json_ld=self._json_ld(statement),
        )

    def _json_ld(self, statement: Statement) -> Markup:
        page = f"{self.base_url}/s/{statement.number}.html"
        graph = [thing | {"url": page} for thing in jsonld.things(statement)]
        return script_safe({"@context": "https://schema.org", "@graph": graph})

    def _speaker(self, actor: Actor, said: Sequence[Statement], paged: Container[int]) -> None:
        side = self.record.names.actors.get(actor.member_of) if actor.member_of is not None else None
        members = [one for one in self.record.names.actors.values() if one.member_of == actor.id and one.id in paged]
        thing = {"@type": "ProfilePage", "mainEntity": {"@type": "Thing", "name": actor.name}}
        values = {
            "actor": actor,
            "side": side,
            "members": members,
            "matrix": matrix(said, topics=12),
            "json_ld": self._collection(thing, f"speaker/{actor.id}.html"),
        }
        self._list(f"speaker/{actor.id}", "speaker.html", said, values)

    def _topic(self, topic: Topic, about: Sequence[Statement], *, pictured: bool) -> None:
        if pictured:
            found = timeline(about, self.record.standings)
            title = site_words.title(self.language, "picture-timeline", name=topic.name)
            picture = timeline_png(found, title, self.language)
            (self.folder / f"topic/{topic.id}.png").write_bytes(picture)
        thing = {"@type": "CollectionPage", "about": {"@type": "Thing", "name": topic.name}}
        values = {
            "topic": topic,
            "pictured": pictured,
            "matrix": matrix(about, speakers=20, topics=6),
            "json_ld": self._collection(thing, f"topic/{topic.id}.html"),
        }
        self._list(f"topic/{topic.id}", "topic.html", about, values)

    def _collection(self, thing: dict[str, Any], path: str) -> Markup:
        return script_safe({"@context": "https://schema.org", "url": f"{self.base_url}/{path}"} | thing)

    def _feed(self) -> None:
        self._write("feed.xml", "feed.xml", entries=entries(self.record, self.language, self.base_url))


def _page_name(stem: str, number: int) -> str:
    if stem.endswith("/"):
        return f"{stem}{number}.html"
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def _most(counted: _Said, names: Mapping[int, Any]) -> list[tuple[Any, int]]:
    """Names with how many statements they have, most first."""
    found = [(names[id_], len(statements)) for id_, statements in counted.items() if id_ in names]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def search_index(statements: Iterable[Statement], language: str) -> str:
    """What the search of the index page looks through, as a script: a page opened from a folder may load no JSON.

    Rows of number, headline, text, and what else a statement is found by.
    """
    rows = [
        [found.number, site_words.headline(language, found), found.text, _also_found_by(found)] for found in statements
    ]
    return f"window.onRecord={json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


def _also_found_by(statement: Statement) -> str:
    topics = (name for topic in statement.topics for name in (topic.name, *topic.aliases))
    return " ".join([*statement.speaker.aliases, *topics, statement.quote or ""])


def script_safe(value: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))
