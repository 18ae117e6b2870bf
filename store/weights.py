"""How much each reason weighs."""

WITH_MEANING: dict[str, float] = {
    "words": 3.0,
    "meaning": 1.0,
    "all_words": 0.5,
    "many_words": 1.0,
    "speaker": 3.0,
    "addressee": 1.5,
    "named": 2.0,
    "act": 1.5,
    "opposite": -1.0,
    "opposite_corrects": 0.5,
    "date": 2.0,
    "date_hint": 0.5,
    "quote": 3.0,
    "reply": 0.5,
    "reply_words": 2.0,
    "reply_meaning": 0.8,
    "reply_speaker": 0.5,
}
WORDS_ALONE = {**WITH_MEANING, "words": 5.0}
