"""Asking many questions and counting how often the record answers as it should."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from handlers.question import understand
from store.actors import directory
from store.answer import answer
from store.matcher import Answer
from store.models import StatementRow
from store.words import Vocabulary

SHOWN = 5
"""Statements on the first page of an answer (`handlers.ask.PAGE`)."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the statements that belong to its answer, and those that should come first; both by key."""

    id: str
    text: str
    category: str
    gold: frozenset[str]
    best: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what came back: the verdict, and keys of statements, best first."""

    question: Question
    answered: bool
    shown: tuple[str, ...]
    answer: Answer

    @property
    def right(self) -> bool:
        return bool(self.shown) and self.shown[0] in self.question.best

    @property
    def recall(self) -> float:
        best = self.question.best
        return len(best & set(self.shown[:SHOWN])) / min(len(best), SHOWN)


def questions_of(files: Iterable[Path]) -> list[Question]:
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [
        Question(row["id"], row["question"], row["category"], frozenset(row["gold"]), frozenset(row["best"]))
        for row in rows
    ]


def ask_all(session: Session, questions: Sequence[Question], today: date) -> list[Asked]:
    """Ask as the bot asks."""
    names = directory(session)
    keys = dict(session.exec(select(col(StatementRow.id), StatementRow.key)).all())
    asked = []
    for question in questions:
        found = answer(session, understand(question.text, names, today, Vocabulary(session)), names)
        shown = tuple(keys[match.number] for match in found.matches)
        asked.append(Asked(question, found.verdict == "answer", shown, found))
    return asked


def figures(asked: Sequence[Asked]) -> dict[str, float]:
    """The measures, each a share between 0 and 1; those without a question to measure are left out.

    `P@1`: one of `best` came first, among the answerable. `recall`: the share of `best` (at most five) in the first
    five. `precision`: the share of `gold` among the first five that are shown as answer. `refused`: the unanswerable
    that got no answer. `wrongly`: the answerable that got none.
    """
    answerable = [one for one in asked if one.question.best]
    others = [one for one in asked if not one.question.best]
    shown = [key in one.question.gold for one in asked for key in one.shown[:SHOWN]]
    return {
        **({"P@1": _mean(one.right for one in answerable)} if answerable else {}),
        **({"recall": _mean(one.recall for one in answerable)} if answerable else {}),
        **({"precision": _mean(shown)} if shown else {}),
        **({"refused": _mean(not one.answered for one in others)} if others else {}),
        **({"wrongly": _mean(not one.answered for one in answerable)} if answerable else {}),
    }


def by_category(asked: Sequence[Asked]) -> dict[str, list[Asked]]:
    found: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        found[one.question.category].append(one)
    return dict(sorted(found.items()))


def _mean(values: Iterable[Any]) -> float:
    found = [float(value) for value in values]
    return sum(found) / len(found)
