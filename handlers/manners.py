"""What people say around a question: greetings, “could you tell me”, “is it true that”, “didn't he?”. Pure."""

import re

from handlers.lexicon import ASKING, AUXILIARY
from handlers.mentions import words_of


def _begins(*turns: str) -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(turns)})", re.IGNORECASE)


_GREETING = _begins(
    r"\W*(?:hi|hello|hey|yo|good (?:morning|day|afternoon|evening)|please|pls|plz|sorry|excuse me|guys|folks|dude"
    r"|ok|okay|so|and|but|well|wait|hang on|hold on|hmm+|um|oh|uh|erm|lol|(?:ha){2,}|heya|hiya|omg|btw"
    r"|fwd?|forward(?:ed)?|re|just in|breaking(?=\s*[:!–—-])|(?-i:BREAKING)|quick (?:question|one)"
    r"|привіт|вітаю|доброго дня|добрий день|скажіть|підкажіть|будь ласка|привет"
    r"|здравствуйте|скажите|подскажите|пожалуйста|а|ну)\b[\s,.!:—–-]+"
)
_REQUEST = _begins(
    r"(?:could|can|would|will) (?:you|u|someone|somebody|anyone|anybody) (?:please |pls |kindly )*"
    r"(?:tell|show|give|find|send|list|name|remind)\b(?: (?:me|us)\b)?(?:,? (?:please|pls)\b)?,?\s*",
    r"(?:tell|show|give|find|send|remind|get) (?:me|us)\b(?:,? (?:please|pls)\b)?,?\s*",
    r"(?:pull up|dig (?:out|up)|fetch|look up|summari[sz]e|recap|sum up|list|show|find|need)\b(?: (?:me|us)\b)?\s+",
    r"i(?:['’]d| would) (?:like|love|be (?:glad|grateful)) (?:to (?:know|see|hear|have)|for)\s+",
    r"i (?:want|need)(?: to (?:know|see|hear))?\s+|i(?:['’]m| am) (?:looking|searching) for\s+",
)
_HELD = re.compile(
    r"^(?:everything|anything|all|whatever)(?: that)? (?:you|we)(?:['’]ve)?"
    r"(?: (?:have|got|hold|keep|know|stored?|saved?))* (?=(?:from|by|of|on|about)\b)",
    re.IGNORECASE,
)
_LIST = _begins(r"(?:an? )?list of\s+", r"(?:people|those|everyone|everybody) (?=who\b)")
_TRUTH = _begins(
    r"(?:is it (?:true|right|correct)|can you (?:check|confirm|see)|i (?:wonder|heard|read|thought)|(?:i )?could swear"
    r"|(?:(?:do|does|did) )?(?:you|we|anyone|anybody) (?:know|remember|recall)"
    r"|(?:i(?:['’]m| am) )?(?:pretty|quite|fairly) sure"
    r"|чи правда|чи вірно|чи це правда|правда ли|верно ли)"
    r"(?:,? (?:that|if|whether|що|что))?,?\s+(?!who|what|when|which|how|why|where|хто|що|кто|что)",
    r"(?:if|whether)\s+",
)
_TAG = re.compile(
    r"[\s,.–—-]+(?:(?:did|has|have|was|were|is|does)(?:n['’]?t)? (?:he|she|they|it)|yes|right|correct|or not"
    r"|or (?:am i|is (?:that|it))\b[^?]*|так|правда|верно|да)\s*\?+\s*$"
    r"|[\s,.–—-]+(?:did|has|have|was|were|is|does)n['’]?t (?:he|she|they|it)\W*$"
    r"|[\s,.!?–—-]+am i right\W*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,.!?–—-]+(?:so to speak|any links?|link|sources?|proof"
    r"|what (?:have|do) (?:we|you) (?:got|have|know)(?: on (?:it|this|that))?"
    r"|can (?:someone|anyone|you) (?:check|confirm))\W*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?!not\b)(?P<clause>[^,;:?]{8,})(?P<mark>[,;:–—]|\?+|\.(?=\s))\s*"
    r"(?P<asked>(?:(?:and |so )?(?:what|how)|who|що|что|як|как)\b[^;?]*)\?*\s*$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"^(?:(?:as for|what about|how about|about) )?(?P<name>\w[^\s,;:?]*(?: [^\s,;:?]+){0,3})[,:–—]\s*"
    r"(?P<asked>(?:(?:what|when|why|how|whom|who) )?(?:did|does|do|has|have|had|was|were|is|are|will|would)) "
    r"(?:he|she|they|it)\b(?P<rest>[^;]*)$",
    re.IGNORECASE,
)
_IN_TURN = re.compile(
    r"^(?P<clause>[^?]{20,}?)[.;!,–—-]+\s*(?:and|(?:and )?(?:what|how) about)\s+(?P<name>[^,;:.?]{2,30})\?+\s*$",
    re.IGNORECASE,
)
_WHY = (
    re.compile(r"^(?:what (?:made|makes)|how come)(?: that)? (?!it\b)", re.IGNORECASE),
    re.compile(
        r"^what (?:led|drove|prompted|persuaded|convinced|moved|pushed|got|caused) (?P<name>[^,;:?]{2,40}?) to ",
        re.IGNORECASE,
    ),
)
_LINK = re.compile(
    r"^(?:and |so )?(?:once|after|when|now that|because|since|following|коли|когда|після|после)\b", re.IGNORECASE
)
_ASKED = ASKING | AUXILIARY


def plainly(text: str) -> str:
    """The question itself. What somebody wants confirmed becomes a “did …”, a clause before it comes after it."""
    asked = text
    for frame in (_GREETING, _GREETING, _GREETING, _REQUEST, _LIST):
        asked = frame.sub("", asked, count=1)
    asked = _HELD.sub("statements ", _TAIL.sub("", asked))
    asked = _WHY[1].sub(r"why did \g<name> ", _WHY[0].sub("why did ", asked))
    asked = _APART.sub(r"\g<asked> \g<name>\g<rest>", asked)
    asked = _IN_TURN.sub(r"what did \g<name> say when \g<clause>?", asked)
    asked = _CLAUSE.sub(_clause_last, asked)
    without_tag = _TAG.sub("", asked)
    confirm = without_tag != asked
    bare = _TRUTH.sub("", without_tag)
    words = words_of(bare)
    if len(words) < 2:
        return text
    confirm |= bare != without_tag
    return f"did {bare}?" if confirm and words[0].folded not in _ASKED else bare


def _clause_last(match: re.Match[str]) -> str:
    """“Once Spain had set a date, what did Caracas say” → “what did Caracas say once Spain had set a date”."""
    linked = _LINK.match(match["clause"])
    if match["mark"] == "," and not linked:
        return match[0]
    asked = re.sub(r"^(?:and|so)\s+", "", match["asked"], flags=re.IGNORECASE)
    return f"{asked}{'' if linked else ','} {match['clause']}?"
