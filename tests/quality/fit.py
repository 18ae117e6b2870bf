"""Fit the weights of `store/weights.py` to the development questions: `python -m tests.quality.fit [ranking|deciding]`.

A listwise logistic regression (softmax over the record, cross-entropy against `best`; `gold` counts for little either
way) with a small ridge, and a logistic one of whether anything answers, which depends on the ranking as it is in the
file: fit that first. Printed are the weights, and how right they are of each file's questions when that file is left
out.
"""

import sys
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from sqlalchemy import text
from sqlmodel import Session, col, select

from handlers.question import understand
from store import semantic
from store.abstaining import missing, signs
from store.actors import directory
from store.answer import candidates_of, ranking
from store.matcher import Intent
from store.models import StatementRow
from store.ranking import RULES, features
from store.semantic import SIZE, VECTORS
from store.words import Vocabulary
from tests.quality.__main__ import SETS
from tests.quality.asking import Question, questions_of
from tests.quality.record import last_day, store_of
from tests.quality.strangers import CATEGORY, strangers

RIDGE = 0.001
STEPS = 400
UNWEIGHED = frozenset({"against", "likeness", "subject_likeness", "to_others"})
"""Reasons that only the decision weighs: the ranking was no better with them."""
UNANSWERED = 2.0
"""How much worse an answer to an unanswerable question is than silence to an answerable one."""
STRANGERS = 0.3
"""What all questions about strange subjects weigh beside all others that are unanswerable."""


@dataclass
class Example:
    """One question with the reasons of every candidate."""

    question: Question
    keys: list[str]
    why: list[dict[str, float]]
    base: Any
    """What the rules that are not fitted add to each candidate."""


def examples(session: Session, questions: Sequence[Question]) -> list[Example]:
    names, today = directory(session), last_day(session)
    keys = dict(session.exec(select(col(StatementRow.id), StatementRow.key)).all())
    found = []
    for question in questions:
        asked, candidates, _ = candidates_of(
            session, understand(question.text, names, today, Vocabulary(session)), names
        )
        why = features(asked, candidates)
        base = np.array([sum(RULES.get(name, 0.0) * value for name, value in one.items()) for one in why])
        found.append(Example(question, [keys[one.number] for one in candidates], why, base))
    return found


def matrix(example: Example, names: Sequence[str]) -> Any:
    """Candidates × reasons."""
    return np.array([[why.get(name, 0.0) for name in names] for why in example.why])


def fit(examples_: Sequence[Example], names: Sequence[str]) -> Any:
    """Adam on the mean log-likelihood that a draw from the softmax is one of `best`."""
    known = [one for one in examples_ if one.question.best & set(one.keys)]
    sizes = [len(one.keys) for one in known]
    starts, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(known)), sizes)
    reasons, base = np.concatenate([matrix(one, names) for one in known]), np.concatenate([one.base for one in known])
    best = np.array([key in one.question.best for one in known for key in one.keys], float)
    gold = np.array([key in one.question.gold for one in known for key in one.keys], float)
    share = 1 - 0.7 * (gold - best)

    def slope_at(weights: Any) -> Any:
        scores = reasons @ weights + base
        mass = np.exp(scores - np.maximum.reduceat(scores, starts)[of]) * share
        chosen = mass * best
        drawn = chosen / np.add.reduceat(chosen, starts)[of] - mass / np.add.reduceat(mass, starts)[of]
        return reasons.T @ drawn / len(known) - RIDGE * weights

    return _climbed(slope_at, len(names), STEPS, 0.05)


def _climbed(slope_at: Callable[[Any], Any], size: int, steps: int, pace: float) -> Any:
    """The weights at which Adam stops, from zero up the slope."""
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = slope_at(weights)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights + pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def right(example: Example, names: Sequence[str], weights: Any) -> bool:
    return example.keys[int((matrix(example, names) @ weights + example.base).argmax())] in example.question.best


@dataclass
class Ruling:
    """One question whose answer is a matter of weights: what speaks for answering, and whether that would be right."""

    question: Question
    signs: Mapping[str, float]


def rulings(session: Session, questions: Sequence[Question]) -> list[Ruling]:
    names, today = directory(session), last_day(session)
    found = []
    for question in questions:
        query = understand(question.text, names, today, Vocabulary(session))
        if query.intent is not Intent.SMALL_TALK:
            asked, ranked, _ = ranking(session, query, names)
            if not missing(asked, ranked[0]):
                found.append(Ruling(question, signs(asked, ranked)))
    return found


def fit_answering(found: Sequence[Ruling], names: Sequence[str]) -> Any:
    """A logistic regression of “something on record answers this”; an unanswerable question counts for `UNANSWERED`."""
    reasons = np.array([[one.signs.get(name, 0.0) for name in names] for one in found])
    right = np.array([bool(one.question.best) for one in found], float)
    strange = np.array([one.question.category == CATEGORY for one in found])
    each = STRANGERS * (len(found) - right.sum() - strange.sum()) / strange.sum()
    share = np.where(right == 1, 1.0, UNANSWERED * np.where(strange, each, 1.0))

    def slope_at(weights: Any) -> Any:
        mass = 1 / (1 + np.exp(-reasons @ weights))
        return reasons.T @ ((right - mass) * share) / share.sum() - 0.2 * weights / len(right)

    return _climbed(slope_at, len(names), 4 * STEPS, 0.03)


def usual() -> str:
    """The mean vectors of all statements of these records together, see `store.usual`."""
    files = sorted({file for records, _ in chain(*SETS.values()) for file in records})
    with store_of(files, meaning=True) as db:
        rows = db.read_now(lambda session: session.scalars(text("SELECT vector FROM search_vectors")).all())
    mean = np.mean([np.frombuffer(row, np.int8)[: VECTORS * SIZE] for row in rows], axis=0)
    return b64encode(np.rint(mean).astype(np.int8).tobytes()).decode()


def main(wanted: Sequence[str] = ()) -> None:
    for meaning in (True, False):
        answerable: list[list[Example]] = []
        every: list[list[Ruling]] = []
        for record, questions in chain(*SETS.values()):
            with store_of(record, meaning=meaning) as db, semantic.only_if(meaning):
                asked = questions_of(questions)
                if "deciding" not in wanted:
                    answerable.append(db.read_now(examples, [one for one in asked if one.best]))
                if "ranking" not in wanted:
                    every.append(db.read_now(rulings, asked + db.read_now(strangers)))
        if answerable:
            print("\nWITH_MEANING" if meaning else "\nWORDS_ALONE")
            _ranked(answerable)
            if meaning:
                print("\nUSUAL", usual(), sep="\n")
        if every:
            print("\nANSWERS" if meaning else "\nANSWERS_WORDS_ALONE")
            _answered(every)


def _ranked(sets: Sequence[Sequence[Example]]) -> None:
    names = sorted({name for some in sets for one in some for why in one.why for name in why} - set(RULES) - UNWEIGHED)
    weights = fit(list(chain(*sets)), names)
    _print(names, weights)
    for out, some in enumerate(sets):
        others = fit([one for at, rest in enumerate(sets) if at != out for one in rest], names)
        fitted, left_out = (np.mean([right(one, names, each) for one in some]) for each in (weights, others))
        print(f"left out {out}: P@1 {left_out:.3f}, fitted {fitted:.3f}")


def _answered(sets: Sequence[Sequence[Ruling]]) -> None:
    names = sorted({name for some in sets for one in some for name in one.signs})
    _print(names, fit_answering([one for some in sets for one in some], names))
    for out in range(len(sets)):
        weights = fit_answering([one for at, some in enumerate(sets) for one in some if at != out], names)
        told = [
            (bool(one.question.best), sum(w * one.signs.get(n, 0.0) for n, w in zip(names, weights, strict=True)) >= 0)
            for one in sets[out]
        ]
        refused = [not answered for answerable, answered in told if not answerable]
        wrongly = [not answered for answerable, answered in told if answerable]
        print(f"left out {out}: refused {np.mean(refused):.3f} (more by rule), wrongly {np.mean(wrongly):.3f}")


def _print(names: Sequence[str], weights: Any) -> None:
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main(sys.argv[1:])
