"""What kind of answer a question wants, by its first question word or by a turn of phrase. Pure."""

import re
from collections.abc import Sequence

from handlers.lexicon import (
    ASKING,
    ASKING_DID,
    ASKING_WHAT,
    ASKING_WHEN,
    ASKING_WHO,
    AUXILIARY,
    CALL,
    PEOPLE,
    REACTIONS,
)
from handlers.mentions import Word
from store.matcher import Intent

LONG = 28
"""Words of a message that tells a story around its question, or is a text that was pasted."""

TAIL = 14
"""Last words of such a message, among which its question is."""

ASKED = 300
"""Last characters of a message that are searched for a turn of phrase: longer ones tell a story first."""

FEW = 5
"""Words of a message that is no text yet."""

_WORD = r"(?:claim|comment|remark|word|accusation|charge|allegation|decision|ruling|letter)s?"

_DONE = (
    r"(?:answered|accepted|granted|heeded|rejected|fulfilled|met|kept|broken|withdrawn|resolved|dropped|honou?red"
    r"|complied with)"
)


def _any(*turns: str) -> re.Pattern[str]:
    return re.compile("|".join(turns), re.IGNORECASE)


_STANDING = _any(
    r"\bstill (?:open|unanswered|stand\w*|valid|pending|outstanding|in force|alive|wait\w*|insist\w*|demand\w*)",
    r"\bunanswered\b|^(?:is|are|was|were)\b.*\bon the table\b|\bas demanded\b",
    r"\bever (?:answer|respond|repl|get|accept)\w*",
    r"\b(?:anyone|anybody|someone|somebody)\b.*\b(?:answer|respond|repl[iy]|take up|took up|taken up|accept)\w*.*\b"
    + CALL,
    rf"\b(?:has|have|was|were|is|been)\b.*\b{_DONE}\b",
    r"\bbec(?:o|a)me of\b|\b(?:outcome|fate|status) of\b|\bwhat(?:'s|’s| is| was) the state of\b",
    rf"\b(?:happen\w*|c[oa]me) (?:to|with|of)\b.*\b{CALL}",
    rf"\b{CALL}\b.*\b(?:(?:go|gone|got|went) (?:any|no)where|succe\w+|fail(?:ed|s)?\b|turn(?:ed)? out|end(?:ed)?\W*$)",
    rf"\b(?:news|update|progress)\b (?:on|about|of|with)\b.*\b{CALL}",
    rf"\bdone about\b.*\b{CALL}",
    r"\bwhere d(?:oes|id|o)\b.*\bstand\b(?! on (?!\w* ?\d))",
    r"\b(?:go|gone|went) through\b|\bcome to (?:anything|nothing)\b|\bgot anywhere\b",
    r"\bget (?:an answer|a reply|a response|anywhere|what (?:he|she|it|they)\b|(?:his|her|its|their) way\b)",
    r"\bwhere d(?:o|id) things stand\b",
    r"\bhow far did\b.*\bget\b",
    r"\b(?:keep|kept|break|broke)\b.*\b(?:promise|pledge|vow|word)\b",
    r"\bдосі\b|\bдо сих пор\b|\bвідкрит\w*\b|\bвсё ещё\b",
    rf"^(?:а )?(?:що|что) (?:з|із|зі|с|со) {CALL}",
    rf"\b(?:сталося|стало|вийшло|сталось|случилось|вышло) (?:з|із|зі|с|со)\b.*\b{CALL}",
    r"\b(?:доля|судьба|статус)\b|\b(?:чим|чем) (?:закінчи|скінчи|закончи|кончи)\w*",
    rf"\b(?:виконали|виконано|прийняли|прийнято|задовольнили|відповів хтось|хтось відповів)\b.*\b{CALL}",
    rf"\b(?:выполнили|выполнено|приняли|принято|удовлетворили|ответил ли кто|кто-нибудь ответил)\b.*\b{CALL}",
)
_REACTING = _any(
    r"(?<!\bto )\b(?:react\w*|respon[ds]\w*|repl(?:y|ies|ied)|answer(?:ed|s)?|took?\b.*\boffer)\b",
    r"\b(?:відпов\w*|відреаг\w*|реакц\w*|ответ\w*|отреаг\w*|сприйня\w*|восприня\w*)\b",
    r"\b(?:say (?:back|to|in return)|make of|think of|comeback|come back with|hit back)\b",
    r"\b(?:retort\w*|counter(?:ed)? with)\b",
    r"\b(?:say|said|do|did) when\b|\bsay after \w+(?: \w+){0,2} \w+ed\b",
    r"\bhow (?:did|was)\b.*\b(?:take|receive|received|greet|go down)\b",
    rf"\b(?:say|position|stance|view|opinion) (?:about|on|of)\b.*['’]s (?:\w+ ){{0,2}}(?:{CALL}|{_WORD})\b",
)


def intent_of(text: str, words: Sequence[Word]) -> Intent:
    """What kind of answer is wanted, from a few turns of phrase and the first question word."""
    folded = [word.folded for word in words]
    if len(folded) >= LONG and ASKING.intersection(folded[-TAIL:]):
        return _first_asked(folded[-TAIL:])
    asks = text[-ASKED:]
    if _STANDING.search(asks) and not ASKING_WHO & set(folded[:2]):
        return Intent.STATUS
    if _REACTING.search(asks) and (set(folded) & (ASKING_WHAT | REACTIONS)):
        return Intent.RESPONSE
    return _first_asked(folded)


def _first_asked(folded: Sequence[str]) -> Intent:
    kinds = (
        (ASKING_WHO, Intent.WHO),
        (ASKING_WHEN, Intent.WHEN),
        (ASKING_WHAT, Intent.WHAT),
        (ASKING_DID, Intent.DID),
    )
    for at, word in enumerate(folded):
        after = set(folded[at + 1 : at + 4])
        if word in {"which", "what"} and PEOPLE & after and not AUXILIARY & after:
            return Intent.WHO  # “which of the unions”, “which Irish politician”
        if word == "чому" and at and folded[at - 1] in {"у", "в"}:
            return Intent.WHAT
        kind = next((intent for asking, intent in kinds if word in asking), None)
        if kind is Intent.DID and at > 3:
            continue
        if kind is not None:
            return kind
    return Intent.CLAIM if len(folded) > FEW else Intent.KEYWORDS
