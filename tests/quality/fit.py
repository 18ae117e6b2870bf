"""Fit the weights of `store/weights.py` to the development questions: `python -m tests.quality.fit`.

A listwise logistic regression (softmax over the record, cross-entropy against `best`; `gold` counts for little either
way) with a small ridge. Printed are the weights, and P@1 when each dossier's questions are left out in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlmodel import Session, col, select

from handlers.question import understand
from store import semantic
from store.actors import directory
from store.answer import candidates_of
from store.models import StatementRow
from store.ranking import RULES, features
from tests.quality.__main__ import SETS
from tests.quality.asking import Question, questions_of
from tests.quality.record import last_day, store_of

RIDGE = 0.01
STEPS = 400


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
        asked, candidates, _ = candidates_of(session, understand(question.text, names, today), names)
        why = features(asked, candidates)
        base = np.array([sum(RULES.get(name, 0.0) * value for name, value in one.items()) for one in why])
        found.append(Example(question, [keys[one.number] for one in candidates], why, base))
    return found


def matrix(example: Example, names: Sequence[str]) -> Any:
    """Candidates × reasons."""
    return np.array([[why.get(name, 0.0) for name in names] for why in example.why])


def fit(examples_: Sequence[Example], names: Sequence[str]) -> Any:
    """Adam on the mean log-likelihood that a draw from the softmax is one of `best`."""
    prepared = []
    for one in examples_:
        best = np.array([key in one.question.best for key in one.keys], float)
        also = np.array([key in one.question.gold for key in one.keys], float) - best
        if best.any():
            prepared.append((matrix(one, names), one.base, best, 1 - 0.7 * also))
    weights = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = -RIDGE * weights
        for reasons, base, best, share in prepared:
            scores = reasons @ weights + base
            mass = np.exp(scores - scores.max()) * share
            chosen = mass * best
            slope = slope + reasons.T @ (chosen / chosen.sum() - mass / mass.sum()) / len(prepared)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights + 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def right(example: Example, names: Sequence[str], weights: Any) -> bool:
    return example.keys[int((matrix(example, names) @ weights + example.base).argmax())] in example.question.best


def dossier(question: Question) -> str:
    return next(iter(sorted(question.best)), "none").split("-")[0] + question.id[:2]


def main() -> None:
    for meaning in (True, False):
        found: list[Example] = []
        for record, questions in SETS:
            with store_of(record, meaning=meaning) as db, semantic.only_if(meaning):
                found += db.read_now(examples, [one for one in questions_of(questions) if one.best])
        names = sorted({name for one in found for why in one.why for name in why} - set(RULES))
        weights = fit(found, names)
        print(
            "WITH_MEANING" if meaning else "WORDS_ALONE",
            {n: round(float(w), 2) for n, w in zip(names, weights, strict=True)},
        )
        print("P@1 fitted on all", sum(right(one, names, weights) for one in found) / len(found))
        print("P@1 left out     ", cross_validated(found, names))


def cross_validated(found: Sequence[Example], names: Sequence[str]) -> float:
    hits = 0
    for out in sorted({dossier(one.question) for one in found}):
        weights = fit([one for one in found if dossier(one.question) != out], names)
        hits += sum(right(one, names, weights) for one in found if dossier(one.question) == out)
    return hits / len(found)


if __name__ == "__main__":
    main()
