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

TIMES = frozenset({"occasion", "day", "date", "month", "year"})
"""Words after “which” that ask when."""

_DONE = (
    r"(?:answered|accepted|granted|heeded|rejected|fulfilled|met|satisfied|kept|broken|withdrawn|resolved|dropped|honou?red"
    r"|complied with)"
)


def _any(*turns: str) -> re.Pattern[str]:
    return re.compile("|".join(turns), re.IGNORECASE)


_STANDING = _any(
    r"\bstill (?:on\b(?! (?:the )?record)|open|unanswered|valid|pending|outstanding|in force|alive)",
    r"\bstill (?:stand|wait|insist|demand)\w*",
    r"\bunanswered\b|^(?:is|are|was|were)\b.*\bon the table\b|\bas demanded\b",
    r"\bever (?:answer|respond|repl|react|get|accept)\w*",
    r"\b(?:anyone|anybody|someone|somebody)\b.*\b(?:answer|respond|repl[iy]|accept)\w*.*\b" + CALL,
    rf"^(?:has|have)\b.*\b(?:respond|repl[iy]|react)\w* to\b.*\b{CALL}",
    r"\b(?:anyone|anybody|someone|somebody)\b.*\bt(?:ake|ook|aken) up\b",
    rf"\b(?:was|were|is|been)\b.*\b{_DONE}\b|\b(?:has|have)\b.*\b{CALL}.*\b{_DONE}\b",
    r"^(?:and |so |but )?what(?:ever)? (?:has |had )?(?:c[oa]me|happened) (?:of|to|with)\b",
    r"\bwr(?:ite|ote|itten) back\b|\bg[eo]t back to\b",
    r"\bbec(?:o|a)me of\b|\b(?:outcome|fate|status) (?:of|for)\b|\bwhat(?:'s|’s| is| was) the state of\b",
    rf"\b(?:happen\w*|c[oa]me) (?:to|with|of)\b.*\b{CALL}",
    rf"\b{CALL}\b.*\b(?:(?:go|gone|got|went) (?:any|no)where|succe\w+|fail(?:ed|s)?\b)",
    rf"\b{CALL}\b.*\b(?:turn(?:ed)? out|end(?:ed)?(?: up)?\W*$|taken up\b)",
    rf"\b(?:news|update|progress)\b (?:on|about|of|with)\b.*\b{CALL}",
    rf"\bdone about\b.*\b{CALL}",
    r"\bwhere d(?:oes|id|o)\b.*\bstand\b(?! on (?!\w* ?\d))",
    r"\b(?:go|gone|went) through\b|\bcome to (?:anything|nothing)\b|\bgot anywhere\b",
    r"\bget (?:an answer|a reply|a response|anywhere|what (?:he|she|it|they)\b|(?:his|her|its|their) way\b)",
    r"\bwhere d(?:o|id) things stand\b",
    r"\bhow far did\b.*\bget\b",
    r"\b(?:was|were|has|have|did)\b.*\b(?:given|get|got|granted|received?|handed)\b.*"
    r"\b(?:asked for|demanded|wanted|requested|called for)\b",
    r"\b(?:keep|kept|break|broke)\b.*\b(?:promise|pledge|vow|word)\b",
    r"\bдосі\b|\bдо сих пор\b|\bвідкрит\w*\b|\bвсё ещё\b",
    rf"^(?:а )?(?:що|что) (?:з|із|зі|с|со) {CALL}",
    rf"\b(?:сталося|стало|вийшло|сталось|случилось|вышло) (?:з|із|зі|с|со)\b.*\b{CALL}",
    r"\b(?:доля|судьба|статус)\b|\b(?:чим|чем) (?:закінчи|скінчи|закончи|кончи)\w*",
    rf"\b(?:виконали|виконано|прийняли|прийнято|задовольнили|відповів хтось|хтось відповів)\b.*\b{CALL}",
    rf"\b(?:выполнили|выполнено|приняли|принято|удовлетворили|ответил ли кто|кто-нибудь ответил)\b.*\b{CALL}",
)
_DOES = re.compile(r"what (?:has|have|had|did)\b(?!.*\b(?:been|become|happened)\b)", re.IGNORECASE)
"""“What has X rejected” asks what X did, not where that stands."""

_REACTING = _any(
    r"(?<!\bto )\b(?:react\w*|respon[ds]\w*|repl(?:y|ies|ied)|answer(?:ed|s)?|took?\b.*\boffer)\b",
    r"\b(?:відпов\w*|відреаг\w*|реакц\w*|ответ\w*|отреаг\w*|сприйня\w*|восприня\w*)\b",
    r"\b(?:say (?:back|to|in return)|make of|think of|comeback|hit back)\b",
    r"\bwhat\b.{0,60}\b(?:say|do|hear|get|come)\b.{0,40}\b(?:once|when|after)\b (?!asked)",
    r"^(?:faced|confronted|presented) with\b",
    r"\b(?:retort\w*|counter(?:ed)? with)\b|\bhow (?:did|does|has|have)\b.*\bcounter\b",
    r"\b(?:came|comes?) back\b|\bsaid what\b|\bside of the story\b|\bnext move\b",
    r"\b(?:say|said|do|did) (?:when|once)\b|\bsay after \w+(?: \w+){0,2} \w+ed\b",
    r"\bhow (?:did|was)\b.*\b(?:take|receive|received|greet|meet|met|go down)\b",
    rf"\b(?:say|position|stance|view|opinion) (?:about|on|of)\b.*['’]s (?:\w+ ){{0,2}}(?:{CALL}|{_WORD})\b",
)


def intent_of(text: str, words: Sequence[Word]) -> Intent:
    """What kind of answer is wanted, from a few turns of phrase and the first question word."""
    folded = [word.folded for word in words]
    if len(folded) >= LONG and ASKING.intersection(folded[-TAIL:]):
        return _first_asked(folded[-TAIL:])
    asks = text[-ASKED:]
    if _STANDING.search(asks) and not ASKING_WHO & set(folded[:2]) and not _DOES.match(asks):
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
        if word in {"which", "what"} and TIMES & after:
            return Intent.WHEN  # “on which day”
        if word == "чому" and at and folded[at - 1] in {"у", "в"}:
            return Intent.WHAT
        kind = next((intent for asking, intent in kinds if word in asking), None)
        if kind is Intent.DID and at > 3:
            continue
        if kind is not None:
            return kind
    return Intent.CLAIM if len(folded) > FEW else Intent.KEYWORDS
