"""Which statements answer a followed question: the matcher decides, as it does for a question that is asked."""

from datetime import date

from sqlmodel import Session

from handlers.context import Tools
from handlers.question import understand
from store.actors import directory
from store.answer import answer
from store.composing import Answers
from store.matcher import Query
from store.record import Directory
from store.words import Vocabulary


def understood(session: Session, question: str, today: date) -> tuple[Query, Directory]:
    """What a question asks of the record on a day, with the names that it was understood by."""
    names = directory(session)
    return understand(question, names, today, Vocabulary(session)), names


def answers_on(tools: Tools) -> Answers:
    """The matcher, asked as of today."""
    today = tools.clock().astimezone(tools.zone).date()

    def found(session: Session, question: str, numbers: list[int]) -> set[int]:
        matches = answer(session, *understood(session, question, today)).matches
        return {match.number for match in matches} & set(numbers)

    return found
