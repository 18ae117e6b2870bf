"""Which statements are worth ranking: the database's own index is asked, within a budget of postings.

What is rare in a question is looked up whole, what is common only beside it or together, so that no word can stall a
question. Statements are then counted by the weight of what they hold.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from weakref import WeakKeyDictionary

from sqlmodel import Session

from store import words
from store.matcher import Group, Query
from store.packed import Packed
from store.ranking import Asked, rarity
from store.record import Directory
from store.text import stem, stems
from store.thesaurus import synonyms

POSTINGS = 600
"""Statements that the rare words of a question may be in, all together: reading one of them takes some 0.8 µs."""

BESIDE = 200
"""Statements read, newest first, that hold something rare and a common word too."""

ACT = 2.0
"""What the act that was asked for weighs beside the rarities of words."""

JOINT = 100_000
"""Postings of common words that are searched together with somebody's name: the index skips most of them."""

HELD, OF_PEOPLE, ENOUGH, COMMON = 60, 40, 30, 4

MEMBERS = 100
"""Members of a side that are asked for by name; more would make the search slower than it is worth."""

_topics: "WeakKeyDictionary[Directory, Mapping[str, frozenset[int]]]" = WeakKeyDictionary()


def groups(session: Session, query: Query, names: Directory) -> list[Group]:
    """What the terms of a question stand for on this record: their stems, corrected where misspelt, and topics."""
    spelt = {term: {stem(term): 1.0} for term in query.terms}
    if not query.pasted:
        spelt = {term: {**synonyms(own), own: 1.0} for term in query.terms for own in [stem(term)]}
    known = words.frequencies(session, {near for found in spelt.values() for near in found})
    # A text is spelt right; its rare words are names and numbers of its own.
    unknown = [] if query.pasted else [term for term, found in spelt.items() if not known.keys() & found]
    if unknown:
        spelt |= words.correct(session, unknown)
        known |= words.frequencies(session, {near for term in unknown for near in spelt[term]})
    total = max(known.get("", 0), 1)
    topics = _topics_of(names)
    found: dict[str, Group] = {}
    for term, spellings in spelt.items():
        own = stem(term)
        near = {one: nearness for one, nearness in spellings.items() if one == own or one in known}
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


def numbers(session: Session, question: Asked) -> list[int]:
    """Statements that may answer, the likeliest first."""
    index = _Index(session)
    present = sorted((group for group in question.groups if group.documents), key=lambda group: group.documents)
    rare = _affordable(present, POSTINGS)
    common = present[len(rare) :][:COMMON]
    people = index.any_of(map(index.field, _people(question)))
    acts = index.any_of(index.field(str(act)) for act in question.query.acts)
    found = dict.fromkeys(_holding(index, rare, common, people, acts))
    if len(found) < ENOUGH:
        found.update(dict.fromkeys(_together(index, common)))
    if people:
        found.update(dict.fromkeys(index.heaviest(list(_of_people(index, present, people, acts)), OF_PEOPLE)))
    return list(found)


def _holding(
    index: "_Index", rare: Sequence[Group], common: Sequence[Group], people: str = "", acts: str = ""
) -> list[int]:
    """Statements that hold something rare, those that hold the most of what was asked first, then the newest."""
    if not rare:
        return []
    some = index.any_of(_either(index, group) for group in rare)
    lists = [(_either(index, group), POSTINGS, group.weight) for group in rare]
    if sum(group.documents for group in rare) <= HELD:
        return index.heaviest(lists, HELD)
    lists += [(index.all_of([some, _either(index, group)]), BESIDE, group.weight) for group in common]
    if people:
        lists.append((index.all_of([some, people]), BESIDE, sum(group.weight for group in rare)))
    if acts:
        lists.append((index.all_of([some, acts]), BESIDE, ACT))
    return index.heaviest(lists, HELD)


def _of_people(index: "_Index", present: Sequence[Group], people: str, acts: str) -> Iterator[tuple[str, int, float]]:
    """The newest of whoever is named: with some of the words, with one of the acts, at all."""
    if words_ := _affordable(present, JOINT):
        some = index.any_of(_either(index, group) for group in words_)
        yield index.all_of([people, some]), OF_PEOPLE // 2, 4.0
    if acts:
        yield index.all_of([people, acts]), OF_PEOPLE // 2, 2.0
    yield people, OF_PEOPLE // 2, 1.0


def _people(question: Asked) -> list[str]:
    """Field tokens of whoever speaks, is addressed or named, and of those on their side."""
    found: dict[str, None] = {}
    named = [("sa", side) for side, _, _ in question.named]
    for kind, side in (("s", question.speakers), ("a", question.addressees), *named):
        for actor in list(side)[:MEMBERS]:
            found.update(dict.fromkeys(f"{letter}{actor}" for letter in kind))
    return list(found)


def _affordable(present: Sequence[Group], postings: int) -> list[Group]:
    """The rarest groups that are in no more statements than that, all together."""
    taken = []
    for group in present:
        postings -= group.documents
        if postings < 0:
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
        some = index.any_of(index.all_of(some) for some in combinations(spelt, size))
        for number in index.newest(some, HELD):
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
        joined = (" OR " if self._sqlite else " | ").join(parts)
        return f"({joined})" if joined else ""

    def all_of(self, parts: Iterable[str]) -> str:
        return "(" + (" AND " if self._sqlite else " & ").join(parts) + ")"

    def newest(self, wanted: str, most: int) -> list[int]:
        """The newest statements of a kind."""
        return self.heaviest([(wanted, most, 1.0)], most)

    def heaviest(self, lists: Sequence[tuple[str, int, float]], most: int) -> list[int]:
        """The statements whose lists weigh most together, the newest first among equals.

        A list is what is wanted, how many of it are read, newest first, and what being on it weighs.
        """
        values: dict[str, object] = {"most": most}
        for at, (wanted, read, weight) in enumerate(lists):
            values |= {f"q{at}": wanted, f"most{at}": read, f"weight{at}": weight}
        found = _heaviest(len(lists), sqlite=self._sqlite).rows(self._session, values)
        return [number for number, _ in sorted(found, key=lambda row: (-row[1], -row[0]))]


@cache
def _heaviest(lists: int, *, sqlite: bool) -> Packed:
    one = (
        "SELECT * FROM (SELECT rowid AS number, :weight{at} AS weight FROM search_index "
        "WHERE search_index MATCH :q{at} ORDER BY rowid DESC LIMIT :most{at})"
        if sqlite
        else "SELECT * FROM (SELECT statement_id AS number, CAST(:weight{at} AS real) AS weight "
        "FROM search_documents WHERE search_index @@ CAST(:q{at} AS tsquery) "
        "ORDER BY statement_id DESC LIMIT :most{at}) AS list{at}"
    )
    every = " UNION ALL ".join(one.format(at=at) for at in range(lists))
    return Packed(
        "number, weight",
        f"FROM (SELECT number, SUM(weight) AS weight FROM ({every}) AS every GROUP BY number "  # noqa: S608 - our words
        "ORDER BY SUM(weight) DESC, number DESC LIMIT :most) AS best",
    )


def alike(session: Session, wanted: Iterable[str]) -> Iterator[int]:
    """Statements that hold the same words as another, by their stems; those with the rarest of them first."""
    known = words.frequencies(session, wanted)
    total = max(known.pop("", 0), 1)
    present = sorted(
        (Group(one, {one: 1.0}, documents=times, weight=rarity(times, total)) for one, times in known.items()),
        key=lambda group: group.documents,
    )
    rare = _affordable(present, POSTINGS)
    index, common = _Index(session), present[len(rare) :][:COMMON]
    yield from _holding(index, rare, common)
    yield from _together(index, common)
