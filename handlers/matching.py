"""Which statements answer a followed question: the matcher decides, as it does for a question that is asked."""

from sqlmodel import Session

from handlers.context import Tools
from handlers.question import understand
from store.actors import directory
from store.answer import answer
from store.composing import Answers
from store.words import Vocabulary


def answers_on(tools: Tools) -> Answers:
    """The matcher, asked as of today."""
    today = tools.clock().astimezone(tools.zone).date()

    def found(session: Session, question: str, numbers: list[int]) -> set[int]:
        names = directory(session)
        matches = answer(session, understand(question, names, today, Vocabulary(session)), names).matches
        return {match.number for match in matches} & set(numbers)

    return found
