"""Who stands where, as numbers."""

from collections import Counter
from dataclasses import replace

from handlers.stances import OUTCOMES, TONES, Matrix, Outcome, Tone, matrix
from store.record import Act, Actor, Statement, Status, Topic
from tests.crowd import crowd

RUSSIA, PUTIN, FIDAN = Actor(1, "Russia"), Actor(2, "Putin", member_of=1), Actor(3, "Fidan")
NATO, TALKS = Topic(1, "NATO"), Topic(2, "talks")


def said(number: int, speaker: Actor, act: Act, *topics: Topic, status: Status = Status.OPEN) -> Statement:
    return Statement(number, f"k-{number}", speaker, act, "Words.", status, topics=topics)


def names(found: Matrix) -> list[str]:
    return [heading.name for heading in found.speakers]


def test_every_act_and_every_status_belongs_to_a_family() -> None:
    assert set(TONES) == set(Act)
    assert set(OUTCOMES) == set(Status)
    assert set(TONES.values()) == set(Tone)
    assert set(OUTCOMES.values()) == set(Outcome)


def test_a_statement_on_two_topics_is_in_two_cells_and_counts_once_for_its_speaker() -> None:
    found = matrix([said(1, RUSSIA, Act.DEMAND, NATO, TALKS)])
    assert [cell.total for cell in found.rows[0] if cell] == [1, 1]
    assert found.sums[0].total == 1
    assert found.statements == 1


def test_a_cell_counts_what_was_done_and_where_it_stands() -> None:
    found = matrix(
        [
            said(1, RUSSIA, Act.DEMAND, NATO, status=Status.REJECTED),
            said(2, RUSSIA, Act.APPEAL, NATO, status=Status.OPEN),
            said(3, RUSSIA, Act.REJECT, NATO, status=Status.STANDS),
        ]
    )
    cell = found.rows[0][0]
    assert cell is not None
    assert cell.tones == ((Tone.ASKS, 2), (Tone.REFUSES, 1))
    assert cell.outcomes == ((Outcome.OPEN, 1), (Outcome.REFUSED, 1), (Outcome.STANDS, 1))


def test_members_stand_below_their_side_even_if_they_said_more() -> None:
    putin = [said(number, PUTIN, Act.CLAIM, NATO) for number in (1, 2, 3)]
    fidan = [said(number, FIDAN, Act.CLAIM, NATO) for number in (4, 5)]
    found = matrix([*fidan, *putin, said(6, RUSSIA, Act.CLAIM, NATO)])
    assert names(found) == ["Russia", "Putin", "Fidan"]
    assert [heading.member for heading in found.speakers] == [False, True, False]


def test_the_retracted_and_the_merged_are_not_counted() -> None:
    kept = said(1, RUSSIA, Act.CLAIM, NATO)
    retracted = replace(said(2, FIDAN, Act.CLAIM, NATO), retracted="an error")
    merged = replace(said(3, FIDAN, Act.CLAIM, NATO), merged_into=1)
    assert names(matrix([kept, retracted, merged])) == ["Russia"]


def test_a_statement_without_a_topic_has_a_column_after_the_named_ones() -> None:
    found = matrix([said(1, RUSSIA, Act.CLAIM), said(2, RUSSIA, Act.CLAIM), said(3, RUSSIA, Act.CLAIM, NATO)])
    assert [heading.name for heading in found.topics] == ["NATO", ""]


def test_what_does_not_fit_is_put_together_and_still_counted() -> None:
    statements = crowd()
    found = matrix(statements, speakers=12, topics=8)
    assert (len(found.speakers), len(found.topics)) == (12, 8)
    assert found.speakers[-1].folded == len({statement.speaker.id for statement in statements}) - 11
    assert found.topics[-1].folded > 0
    assert sum(cell.total for cell in found.sums) == len(statements)
    assert sum((Counter(dict(cell.tones)) for cell in found.sums), Counter()) == Counter(
        TONES[statement.act] for statement in statements
    )


def test_an_empty_record_makes_an_empty_matrix() -> None:
    assert matrix([]) == Matrix((), (), (), (), 0)
