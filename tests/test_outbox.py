"""The outbox: order, limits, kinds of failure, processes that die."""

from datetime import timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import Session, col

from store import outbox, suspension
from store.database import Database
from store.models import ChatRow
from store.models_digests import OutboxRow
from store.outbox import LEASE, Planned
from store.outcome import (
    SHARE_LEASE,
    Failed,
    Later,
    Message,
    Moved,
    Outcome,
    Sent,
    Suspended,
    Unknown,
    next_free,
    share,
)
from store.suspension import Owned
from tests.conftest import NOW

ANNA, BORYS, CHANNEL, GROUP = 101, 102, -1001, -50
SECOND = timedelta(seconds=1)


def tell(owned: Owned, reason: str) -> Planned:
    return Planned(f"told:{owned.digest}:{reason}", owned.owner, f"{owned.title}: {reason}")


def plan(db: Database, *chats: int) -> None:
    numbers = count(db.read_now(lambda session: len(session.execute(select(col(OutboxRow.id))).all())))
    db.write_now(
        outbox.plan, [Planned(f"k{n}", chat, f"to {chat}") for chat, n in zip(chats, numbers, strict=False)], NOW
    )


def claim(db: Database, at: timedelta = timedelta()) -> list[Message]:
    return db.write_now(outbox.claim, NOW + at, 100)


def settle(db: Database, message: Message, outcome: Outcome, at: timedelta = timedelta()) -> None:
    db.write_now(outbox.settle, [(message, outcome)], NOW + at, tell)


def states(db: Database) -> list[str]:
    def read(session: Session) -> list[str]:
        return list(session.execute(select(col(OutboxRow.state)).order_by(col(OutboxRow.id))).scalars())

    return db.read_now(read)


def test_a_message_planned_twice_is_sent_once(db: Database) -> None:
    one = Planned("edition:1:1", ANNA, "Hello")
    assert db.write_now(outbox.plan, [one], NOW) == 1
    assert db.write_now(outbox.plan, [one, one], NOW) == 0
    assert [message.html for message in claim(db)] == ["Hello"]


def test_what_one_process_claimed_no_other_gets(db: Database) -> None:
    plan(db, ANNA, BORYS)
    assert len(claim(db)) == 2
    assert claim(db) == []


def test_a_chats_messages_leave_in_order_one_at_a_time_and_a_second_apart(db: Database) -> None:
    plan(db, ANNA, ANNA, BORYS)
    first, other = claim(db)
    assert (first.chat_id, other.chat_id) == (ANNA, BORYS)
    settle(db, first, Sent(1))
    assert claim(db, 0.9 * SECOND) == []
    [second] = claim(db, SECOND)
    assert second.id > first.id


def test_what_waits_for_the_morning_delays_nothing_else_and_then_leaves_in_its_order(db: Database) -> None:
    morning = NOW + timedelta(hours=8)
    db.write_now(outbox.plan, [Planned("notice", ANNA, "news", not_before=morning)], NOW)
    db.write_now(outbox.plan, [Planned("edition", ANNA, "digest")], NOW)
    [digest] = claim(db)
    assert digest.html == "digest"
    settle(db, digest, Later(NOW + timedelta(hours=9), "flood"))
    db.write_now(outbox.plan, [Planned("later", ANNA, "behind")], NOW)
    assert claim(db, SECOND) == []  # what was tried and put off by Telegram keeps its place
    [notice] = claim(db, timedelta(hours=8))
    assert notice.html == "news"


def test_what_a_chats_pace_holds_up_keeps_its_place_before_what_comes_later(db: Database) -> None:
    plan(db, GROUP, GROUP)
    [first] = claim(db)
    settle(db, first, Sent(1))
    db.write_now(outbox.plan, [Planned("later", GROUP, "behind")], NOW + SECOND / 2)
    assert claim(db, SECOND / 2) == []
    db.write_now(suspension.move, GROUP, -1009)
    assert claim(db, SECOND / 2) == []
    assert [message.html for message in claim(db, SECOND)] == [f"to {GROUP}"]


def test_a_channel_gets_no_more_than_twenty_in_a_minute(db: Database) -> None:
    plan(db, *[CHANNEL] * 21)
    for n in range(20):
        [message] = claim(db, n * SECOND)
        settle(db, message, Sent(n), n * SECOND)
    assert claim(db, 59 * SECOND) == []
    assert len(claim(db, 60 * SECOND)) == 1


def permits(db: Database, holder: str, busy: int = 0, at: timedelta = timedelta()) -> int:
    return db.write_now(outbox.permits, holder, busy, NOW + at, 30)


def test_processes_share_the_limit_and_a_newcomer_waits_until_others_have_made_room(db: Database) -> None:
    assert permits(db, "one") == 30
    assert permits(db, "two") == 0
    assert permits(db, "one", busy=25) == 25
    assert permits(db, "two") == 5
    assert permits(db, "one", busy=3) == 15
    assert permits(db, "two", busy=5) == 15


def test_the_permits_of_a_dead_process_are_free_when_its_lease_is_over(db: Database) -> None:
    permits(db, "dead")
    assert permits(db, "alive", at=SHARE_LEASE - SECOND) == 0
    assert permits(db, "alive", at=SHARE_LEASE + SECOND) == 30


def test_permits_from_before_the_clock_was_set_back_stop_nobody(db: Database) -> None:
    permits(db, "dead", at=timedelta(hours=1))
    assert permits(db, "alive") == 30


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 30), st.floats(0, 2)), max_size=60))
def test_whoever_asks_when_there_are_never_more_permits_than_the_limit(asked: list[tuple[str, int, float]]) -> None:
    now, shares = NOW, dict[str, list[float]]()
    for holder, busy, seconds in asked:
        now += seconds * SECOND
        held = shares[holder][0] if holder in shares and shares[holder][1] > now.timestamp() else 0
        shares = share(shares, holder, min(busy, int(held)), now, 30)
        assert sum(number for number, _ in shares.values()) <= 30


def test_patience_with_one_chat_stops_no_other(db: Database) -> None:
    plan(db, ANNA, BORYS, ANNA)
    anna, borys = claim(db)
    settle(db, anna, Later(NOW + 30 * SECOND, "429", chat=True))
    settle(db, borys, Sent(5))
    plan(db, BORYS)
    assert [message.chat_id for message in claim(db, 2 * SECOND)] == [BORYS]
    assert [message.id for message in claim(db, 30 * SECOND)] == [anna.id]


def test_what_may_have_arrived_is_repeated_once_and_then_left_to_the_owner(db: Database) -> None:
    plan(db, ANNA)
    [message] = claim(db)
    settle(db, message, Unknown("the answer was lost"))
    [again] = claim(db, 10 * SECOND)
    assert (again.id, again.repeat) == (message.id, True)
    settle(db, again, Unknown("the answer was lost"), 10 * SECOND)
    assert states(db) == ["unknown"]
    assert claim(db, timedelta(hours=1)) == []
    assert db.write_now(outbox.send_again, message.id, NOW)
    assert not db.write_now(outbox.send_again, message.id, NOW)
    assert len(claim(db, timedelta(hours=1))) == 1


def test_what_a_dead_process_had_claimed_is_repeated_when_its_lease_is_over(db: Database) -> None:
    plan(db, ANNA)
    [lost] = claim(db)
    assert claim(db, LEASE) == []
    assert db.write_now(outbox.recover, NOW + LEASE + 2 * SECOND) == 1
    [again] = claim(db, LEASE + 10 * SECOND)
    assert (again.id, again.repeat) == (lost.id, True)


def test_what_arrived_together_is_settled_together(db: Database) -> None:
    plan(db, ANNA, BORYS, CHANNEL)
    claimed = claim(db)
    db.write_now(outbox.settle, [(message, Sent(message.id)) for message in claimed], NOW, tell)
    assert states(db) == ["sent"] * 3


def test_a_process_that_was_only_slow_still_reports_what_arrived(db: Database) -> None:
    plan(db, ANNA)
    [slow] = claim(db)
    db.write_now(outbox.recover, NOW + LEASE + 2 * SECOND)
    settle(db, slow, Sent(7))
    assert states(db) == ["sent"]


def test_what_telegram_refuses_for_good_is_failed_and_the_next_goes_on(db: Database) -> None:
    plan(db, ANNA, ANNA)
    [message] = claim(db)
    settle(db, message, Failed("can't parse entities"))
    assert states(db) == ["failed", "planned"]
    assert len(claim(db, SECOND)) == 1


def test_a_block_suspends_all_that_waits_for_the_chat_and_nothing_else(db: Database) -> None:
    plan(db, ANNA, ANNA, BORYS)
    anna, _ = claim(db)
    settle(db, anna, Suspended("bot was blocked by the user"))
    assert states(db) == ["suspended", "suspended", "sending"]
    reason = db.read_now(lambda session: session.get_one(ChatRow, ANNA).suspended)
    assert reason == "bot was blocked by the user"
    db.write_now(suspension.resume, ANNA, NOW)
    assert [message.id for message in claim(db, SECOND)] == [anna.id]


def test_a_group_that_became_a_supergroup_is_followed(db: Database) -> None:
    plan(db, GROUP, GROUP)
    [message] = claim(db)
    settle(db, message, Moved(-1009, "upgraded"))
    [again] = claim(db, SECOND)
    assert (again.id, again.chat_id) == (message.id, -1009)
    assert not again.repeat


@pytest.mark.parametrize("gap", [0.1, 1.0, 2.9, 3.0, 7.0])
def test_in_any_minute_a_group_gets_at_most_twenty_however_they_come(gap: float) -> None:
    now = NOW
    recent: list[float] = []
    sent = []
    for _ in range(100):
        sent.append(now)
        free, recent = next_free(GROUP, recent, now)
        now = max(free, now + gap * SECOND)
    assert all(sent[n + 20] - sent[n] >= timedelta(minutes=1) for n in range(80))
    assert all(two - one >= SECOND for one, two in pairwise(sent))
