"""Which statements are worth ranking: the database's own index is asked, within a budget of postings.

A question's rare words are searched ranked, its common words only together, so that no word can stall a question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from weakref import WeakKeyDictionary

from sqlalchemy import text
from sqlmodel import Session

from store import words
from store.matcher import Group, Query
from store.ranking import Asked, rarity
from store.record import Directory
from store.text import stem, stems

POSTINGS = 3000
"""Index entries a ranked search may visit; SQLite's bm25 takes some 1.2 µs for each."""

RANKED, JOINED, OF_SPEAKER, ENOUGH = 200, 150, 150, 30

MEMBERS = 100
"""Members of a side that are asked for by name; more would make the search slower than it is worth."""

_topics: "WeakKeyDictionary[Directory, Mapping[str, frozenset[int]]]" = WeakKeyDictionary()


def groups(session: Session, query: Query, names: Directory) -> list[Group]:
    """What the terms of a question stand for on this record: their stems, corrected where misspelt, and topics."""
    known = words.frequencies(session, [stem(term) for term in query.terms])
    unknown = [term for term in query.terms if stem(term) not in known]
    corrected = words.correct(session, unknown)
    known |= words.frequencies(session, {near for found in corrected.values() for near in found})
    total = max(known.get("", 0), 1)
    topics = _topics_of(names)
    found: dict[str, Group] = {}
    for term in query.terms:
        own = stem(term)
        near = corrected.get(term) or {own: 1.0}
        documents = sum(known.get(one, 0) for one in near)
        group = Group(term, near, topics.get(own, frozenset()), documents, rarity(documents, total))
        found.setdefault(max(near, key=lambda one: near[one]), group)
    return list(found.values())


def _topics_of(names: Directory) -> Mapping[str, frozenset[int]]:
    """Of each stem the topics that are called so and nothing else."""
    known = _topics.get(names)
    if known is None:
        found: dict[str, set[int]] = {}
        for topic in names.topics.values():
            for name in (topic.name, *topic.aliases):
                spelt = stems(name)
                if len(spelt) == 1:
                    found.setdefault(spelt[0], set()).add(topic.id)
        known = _topics[names] = {name: frozenset(ids) for name, ids in found.items()}
    return known


def numbers(session: Session, question: Asked) -> Iterator[int]:
    """Statements that may answer, the likeliest first."""
    index = _Index(session)
    present = sorted((group for group in question.groups if group.documents), key=lambda group: group.documents)
    rare = _affordable(present)
    everything = index.any_of(_either(index, group) for group in present)
    if rare:
        yield from index.ranked(index.any_of(_either(index, group) for group in rare), everything, present)
    yield from _together(index, present[len(rare) :][:6] if rare else present[:6])
    if people := _people(question):
        tokens = index.any_of(map(index.field, people))
        if present:
            yield from index.newest(index.all_of([tokens, index.any_of(_either(index, one) for one in present[:6])]))
        if acts := question.query.acts:
            yield from index.newest(index.all_of([tokens, index.any_of(index.field(str(act)) for act in acts)]))
        yield from index.newest(tokens)


def _people(question: Asked) -> list[str]:
    """Field tokens of whoever speaks, is addressed or named."""
    members = question.names.members
    found: dict[str, None] = {}
    for kind, actors in (("s", question.speakers), ("a", question.addressees), ("sa", question.others)):
        for actor in actors:
            for id_ in [actor, *sorted(members.get(actor, frozenset()) - {actor})][:MEMBERS]:
                found.update(dict.fromkeys(f"{letter}{id_}" for letter in kind))
    return list(found)


def _affordable(present: Sequence[Group]) -> list[Group]:
    taken, postings = [], 0
    for group in present:
        postings += group.documents
        if postings > POSTINGS:
            break
        taken.append(group)
    return taken


def _together(index: "_Index", common: Sequence[Group]) -> Iterator[int]:
    """Statements that hold many of the common words at once: first all of them, then fewer, until there are enough."""
    found = 0
    spelt = [_either(index, group) for group in common]
    for size in range(len(spelt), len(spelt) // 2, -1):
        if size == 1 and len(spelt) > 1:
            return
        for number in index.newest(index.any_of(index.all_of(some) for some in combinations(spelt, size))):
            found += 1
            yield number
        if found >= ENOUGH:
            return


def _either(index: "_Index", group: Group) -> str:
    return index.any_of([*map(index.word, group.stems), *(index.field(f"t{topic}") for topic in sorted(group.topics))])


class _Index:
    """The full-text index of either database; people's words only ever come in quoted."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sqlite = session.get_bind().dialect.name == "sqlite"

    def word(self, stem_: str) -> str:
        if self._sqlite:
            return 'words : "' + stem_.replace('"', '""') + '"'
        return "'" + stem_.replace("\\", "\\\\").replace("'", "''") + "'"

    def field(self, token: str) -> str:
        return f'fields : "{token}"' if self._sqlite else f"'{token}'"

    def any_of(self, parts: Iterable[str]) -> str:
        return "(" + (" OR " if self._sqlite else " | ").join(parts) + ")"

    def all_of(self, parts: Iterable[str]) -> str:
        return "(" + (" AND " if self._sqlite else " & ").join(parts) + ")"

    def ranked(self, some: str, everything: str, present: Sequence[Group]) -> list[int]:
        """The best by BM25 (SQLite) or by the sum of the rarities of what they hold (PostgreSQL)."""
        if self._sqlite:
            return self._numbers(
                "SELECT rowid FROM search_index WHERE search_index MATCH :q ORDER BY rank LIMIT :most",
                {"q": self.all_of([some, everything]), "most": RANKED},
            )
        worth = " + ".join(
            f"CASE WHEN search_index @@ CAST(:t{at} AS tsquery) THEN :w{at} ELSE 0 END" for at in range(len(present))
        )
        values: dict[str, object] = {f"t{at}": _either(self, group) for at, group in enumerate(present)}
        values |= {f"w{at}": group.weight for at, group in enumerate(present)}
        return self._numbers(  # only numbered parameters are put into the text
            "SELECT statement_id FROM search_documents WHERE search_index @@ CAST(:q AS tsquery) "  # noqa: S608
            f"ORDER BY {worth} DESC, statement_id DESC LIMIT :most",
            {**values, "q": some, "most": RANKED},
        )

    def newest(self, wanted: str) -> list[int]:
        query = (
            "SELECT rowid FROM search_index WHERE search_index MATCH :q ORDER BY rowid DESC LIMIT :most"
            if self._sqlite
            else "SELECT statement_id FROM search_documents WHERE search_index @@ CAST(:q AS tsquery) "
            "ORDER BY statement_id DESC LIMIT :most"
        )
        return self._numbers(query, {"q": wanted, "most": JOINED})

    def _numbers(self, query: str, values: Mapping[str, object]) -> list[int]:
        return list(self._session.scalars(text(query), values))
