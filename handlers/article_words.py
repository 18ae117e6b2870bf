"""The words by which an article says that somebody said something, and what they did by saying it. Pure, English.

After the reporting verbs of quotation attribution (Pareti et al. 2013, PARC 3; O'Keefe et al. 2012), each put into a
speech act of the record.
"""

import re
from collections.abc import Mapping

from store.record import Act

VERBS: Mapping[Act, str] = {
    Act.DEMAND: r"demand(?:s|ed|ing)?|insist(?:s|ed|ing)?|stress(?:es|ed|ing)?|call(?:s|ed|ing)? for|"
    r"seek(?:s|ing)?|sought|require(?:s|d)?",
    Act.APPEAL: r"urg(?:e|es|ed|ing)|appeal(?:s|ed|ing)?|call(?:s|ed|ing)? on|beg(?:s|ged)?|implor(?:es|ed)",
    Act.PROPOSE: r"propos(?:e|es|ed|ing)|offer(?:s|ed|ing)?|challeng(?:e|es|ed|ing)",
    Act.PROMISE: r"promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed|ing)?|commit(?:s|ted)? to",
    Act.AGREE: r"agree(?:s|d|ing)?|accept(?:s|ed|ing)?|back(?:s|ed|ing)|endors(?:es|ed|ing)",
    Act.REJECT: r"reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refus(?:es|ed|ing)|rul(?:es|ed|ing) out|"
    r"turn(?:s|ed|ing)? down|rebuff(?:s|ed)?",
    Act.ACCUSE: r"accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|criticiz(?:es|ed)|criticis(?:es|ed)",
    Act.WARN: r"warn(?:s|ed|ing)?|caution(?:s|ed|ing)?|threaten(?:s|ed|ing)?|concerned that|fear(?:s|ed|ing)? that",
    Act.DENY: r"den(?:y|ies|ied|ying)",
    Act.CLAIM: r"sa(?:y|ys|id|ying)|claim(?:s|ed|ing)?|stat(?:es|ed|ing)|t(?:ell|ells|old)|not(?:es|ed|ing)|"
    r"add(?:s|ed|ing)|argu(?:e|es|ed|ing)|declar(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|describ(?:es|ed|ing)|"
    r"suggest(?:s|ed|ing)?|explain(?:s|ed)?|believ(?:es|ed)|indicat(?:es|ed)|wr(?:ites|ote)|assert(?:s|ed)?|"
    r"maintain(?:s|ed)?",
}

NOUNS: Mapping[Act, str] = {
    Act.PROPOSE: r"proposals?|offers?",
    Act.PROMISE: r"promises?|pledges?",
    Act.CLAIM: r"stance|position|claims?|assertions?",
    Act.ACCUSE: r"accusations?",
    Act.WARN: r"warnings?",
    Act.DENY: r"denials?",
    Act.DEMAND: r"demands?|ultimatums?|challenge",
}

VERB = re.compile(r"\b(?:" + "|".join(f"(?P<{act}>{words})" for act, words in VERBS.items()) + r")\b")
NOUN = r"(?:" + "|".join(f"(?P<{act}>{words})" for act, words in NOUNS.items()) + ")"

PERSON_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"„«]([^”\"“»]+)[”\"“»]")
NOT_ITS_SUBJECT = re.compile(
    r"\b(?:on|of|for|with|to|by|from|between|against|in|at|about|after|before|since|over|into|as|if|unless)"
    r"\s+(?:the\s+|both\s+)?$",
    re.IGNORECASE,
)
"""What stands before a name that is no subject."""

POSSESSIVE = re.compile(r"[’']s?\b")
"""What stands behind a name that only owns the subject."""

A_NOUN = re.compile(r"(?:[’']s?|\b(?:the|a|an|any|these|those|its|his|her|their|faced|made|with|of))\s+(?:\w+\s+)?$")
"""What stands before a word that is no verb there: `Russia’s demands were …`."""

NOUN_BEFORE = re.compile(r"\s+(?:from|of)\b")
"""What stands behind such a word: `demands from Moscow`."""
