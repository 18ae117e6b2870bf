"""A record of 40 speakers and 30 topics as values, with long names, three alphabets and every act and status."""

from itertools import count

from store.dates import PartialDate
from store.record import Act, Actor, Kind, Statement, Topic
from store.status import STATUSES

SPEAKERS = tuple(
    Actor(
        id=at,
        name=(
            f"Speaker {at}",
            f"Permanent Representative of the Federated Intergovernmental Commission No. {at}",
            f"Володимир Олександрович Довгоімененко-{at}",
            f"Donaudampfschifffahrtsgesellschaftskapitänsvereinigung{at}",
        )[at % 4],
        kind=Kind.PERSON,
        member_of=at - 1 if at % 5 == 0 else None,
    )
    for at in range(1, 41)
)
TOPICS = tuple(
    Topic(
        at,
        (f"topic {at}", f"long-term security guarantees and their verification {at}", f"перемир’я {at}")[at % 3],
    )
    for at in range(1, 31)
)


def crowd() -> list[Statement]:
    """600 statements: each act in turn, answers to the one before now and then."""
    numbers = count(1)
    return [_statement(next(numbers)) for _ in range(600)]


def _statement(number: int) -> Statement:
    act = list(Act)[number % len(Act)]
    return Statement(
        number=number,
        key=f"c-{number}",
        speaker=SPEAKERS[(number * 7 + number // 40) % 40],
        act=act,
        text=f"Statement {number}: " + "what was said goes on for a while, as people in public do, " * (number % 4),
        status=STATUSES[act][number % len(STATUSES[act])],
        topics=tuple(TOPICS[at % 30] for at in range(number, number + number % 4)),
        said_on=None if number % 50 == 0 else PartialDate(2020 + number // 120, number % 12 + 1, number % 28 + 1),
        responds_to=(number - 1,) if number % 3 == 0 else (),
    )
