"""What a question is about: the words that are left when who, what they did, when and where are taken. Pure."""

from collections.abc import Sequence

from handlers.deeds import Deed
from handlers.lexicon import COMMON, REACTING, SOMEBODY, STANDING, TITLES, VENUES, is_call, is_manner
from handlers.mentions import Mention, Word
from handlers.speakers import governed
from handlers.spelling import Vocabulary
from store.matcher import Intent
from store.text import is_cyrillic, tokens

_FILLER = {Intent.STATUS: STANDING, Intent.RESPONSE: REACTING}
"""Words by which such a question is told, and that are not what it is about."""


def terms_of(
    intent: Intent,
    words: Sequence[Word],
    found: Sequence[Mention],
    deeds: Sequence[Deed],
    record: Vocabulary,
    *,
    speaks: bool = False,
    whole: bool = False,
) -> tuple[str, ...]:
    """The words that carry content: no names of known actors, no filler, none of the words that tell these acts.

    A text as a `whole` keeps how and where something was said; where somebody who `speaks` is named, that is filler.
    """
    named = {at for one in found for at in _with_titles(words, one)}
    done = {at for deed in deeds for at in (*range(deed.start, deed.end), deed.particle)}
    if intent is Intent.WHO:  # “which side”: whoever it is
        done |= {at for at in range(len(words)) if words[at].folded in SOMEBODY and _which(words, at)}
    filler = COMMON | _FILLER.get(intent, frozenset())
    kept = {at: word.folded for at, word in enumerate(words) if at not in named and word.folded not in filler}
    if done:  # no statement in other letters holds “вимогу”
        kept = {at: word for at, word in kept.items() if not (is_cyrillic(word) and is_call(word))}
    # “talks” alone is a topic, not a verb.
    content = [word for at, word in kept.items() if at not in done] or (list(kept.values()) if not named else [])
    terms = spelt(content)
    if not whole:
        terms = tuple(term for term in terms if not is_manner(term)) or terms
    venues = _venues(words, record) if speaks else ()
    return tuple(term for term in terms if term not in venues)


def _venues(words: Sequence[Word], record: Vocabulary) -> frozenset[str]:
    """The words for where something was said, unless the record speaks of it: “X's proposal at the UN”."""
    return frozenset(
        word.folded
        for at, word in enumerate(words)
        if word.folded in VENUES
        and {"at", "in", "on", "during", "before"} & {one.folded for one in words[max(0, at - 2) : at]}
        and not record.holds([word.stem])
    )


def _with_titles(words: Sequence[Word], one: Mention) -> range:
    """The places of a name and of the titles around it: “the Malaysian prime minister”, “President Lula”."""
    first, last = governed(words, one), one.end
    while first and words[first - 1].folded in TITLES:
        first -= 1
    while last < len(words) and words[last].folded in TITLES:
        last += 1
    return range(first, last)


def _which(words: Sequence[Word], at: int) -> bool:
    return any(word.folded in {"which", "what"} for word in words[max(0, at - 3) : at])


def spelt(content: Sequence[str]) -> tuple[str, ...]:
    """Words as the index holds them, each once; single letters tell nothing."""
    written = tokens(" ".join(content))
    return tuple(dict.fromkeys(word for word in written if len(word) > 1 or word.isdecimal()))
