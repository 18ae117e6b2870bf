"""Questions for everything that stands in some way: whose, to whom, which act, which statuses."""

import pytest

from handlers.mentions import mentions, words_of
from handlers.statuses import listed
from store.record import Act, Actor, Directory, Kind, Status

NAMES = Directory(
    {1: Actor(1, "Russia", Kind.STATE, aliases=("Russian", "Росії", "России")), 2: Actor(2, "Serbia", Kind.STATE)}
)
PENDING = {Status.OPEN, Status.PARTLY_ACCEPTED}


@pytest.mark.parametrize(
    ("question", "speakers", "addressees", "act", "statuses"),
    [
        ("Which demands are still open?", (), (), Act.DEMAND, PENDING),
        ("Are there any open demands?", (), (), Act.DEMAND, PENDING),
        ("open demands", (), (), Act.DEMAND, PENDING),
        ("Which of Russia's demands were rejected?", (1,), (), Act.DEMAND, {Status.REJECTED}),
        ("Which Russian demands have been rejected", (1,), (), Act.DEMAND, {Status.REJECTED}),
        ("Russia's unanswered demands", (1,), (), Act.DEMAND, {Status.OPEN}),
        ("Show me the rejected demands from Russia to Serbia", (1,), (2,), Act.DEMAND, {Status.REJECTED}),
        ("Which promises were broken?", (), (), Act.PROMISE, {Status.BROKEN}),
        ("Which promises did Russia break?", (1,), (), Act.PROMISE, {Status.BROKEN}),
        ("who broke a promise", (), (), Act.PROMISE, {Status.BROKEN}),
        ("Which promises were not kept?", (), (), Act.PROMISE, {Status.OPEN, Status.IN_PROGRESS, Status.BROKEN}),
        ("Which promises weren't kept?", (), (), Act.PROMISE, {Status.OPEN, Status.IN_PROGRESS, Status.BROKEN}),
        ("Which promises haven’t been kept?", (), (), Act.PROMISE, {Status.OPEN, Status.IN_PROGRESS, Status.BROKEN}),
        ("What claims have been refuted?", (), (), Act.CLAIM, {Status.REFUTED}),
        (
            "How many proposals were accepted?",
            (),
            (),
            Act.PROPOSE,
            {*PENDING, Status.ACCEPTED, Status.FULFILLED} - {Status.OPEN},
        ),
        ("Які вимоги Росії досі відкриті?", (1,), (), Act.DEMAND, PENDING),
        ("Какие требования России были отклонены?", (1,), (), Act.DEMAND, {Status.REJECTED}),
        ("порушені обіцянки", (), (), Act.PROMISE, {Status.BROKEN}),
        ("невыполненные обещания", (), (), Act.PROMISE, {Status.OPEN}),
    ],
)
def test_what_is_to_be_listed(
    question: str, speakers: tuple[int, ...], addressees: tuple[int, ...], act: Act, statuses: set[Status]
) -> None:
    words = words_of(question)
    found = listed(words, mentions(words, NAMES))
    assert found is not None
    assert (found.speakers, found.addressees, found.acts) == (speakers, addressees, (act,))
    assert set(found.statuses) == statuses


@pytest.mark.parametrize(
    "question",
    [
        "Who rejected Russia's demands?",
        "Which countries rejected the demands?",
        "Which demands were rejected by Serbia?",
        "Which demands did Serbia reject?",
        "Was Russia's demand for a ceasefire accepted?",
        "Did Serbia keep the demand alive?",
        "Is Russia's demand for neutrality still open?",
        "Are the demands still open?",
        "Who demanded a ceasefire?",
        "What did Russia promise?",
        "demands of Russia",
        "Where does the demand for a ceasefire stand?",
        "Хто відхилив вимоги Росії?",
        "",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    words = words_of(question)
    assert listed(words, mentions(words, NAMES)) is None
