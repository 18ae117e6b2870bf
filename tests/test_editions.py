"""What an edition tells: everything since the last one, once, and how things stand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlmodel import Session, col

from store import digests, editions, follows, outbox, statements, suspension
from store.actors import actor_id, directory, names_changed
from store.composing import Composer
from store.database import Database
from store.dates import PartialDate
from store.digests import Digest, NoDigest
from store.edition import Edition, edition_of, noted, raised, without
from store.editions import Issue
from store.models import ActorRow
from store.models_digests import DigestRow, EditionContentRow, EditionRow, OutboxRow
from store.outbox import Planned
from store.outcome import Sent, Suspended
from store.record import Act, Author, Draft
from store.schedule import BadSchedule, Schedule
from tests.conftest import NOW

OWNER, CHANNEL = 100, -1001
MIRA = Author(7, "Mira")
NINE = Schedule.daily(9, 0, "Europe/Kyiv")
DAY = timedelta(days=1)


def draft(key: str, text: str = "Something.", **more: object) -> Draft:
    base = Draft("Russia", Act.DEMAND, text, key, ("Ukraine",), ("territory",), said_on=PartialDate(2025, 5, 16))
    return replace(base, **more)  # type: ignore[arg-type]


def add(db: Database, *drafts: Draft, at: datetime = NOW) -> list[int]:
    return [db.write_now(statements.add, one, MIRA, at) for one in drafts]


def begin(db: Database, **values: object) -> Digest:
    def fn(session: Session) -> Digest:
        number = digests.draft(session, OWNER, CHANNEL, "News", NOW, schedule=NINE, language="en")
        digests.change(session, number, OWNER, NOW, values)
        return digests.switch_on(session, number, OWNER, NOW)

    return db.write_now(fn)


def render(issue: Issue) -> Sequence[Planned]:
    key = f"edition:{issue.id}:1"
    return [Planned(key, issue.digest.chat_id, f"edition {issue.edition.hash}", edition_id=issue.id, part=1)]


def nothing(session: Session, question: str, numbers: list[int]) -> set[int]:
    return set()


def tick(db: Database, now: datetime) -> list[Issue]:
    due = db.write_now(digests.claim_due, now, 50)
    issues = db.read_now(editions.compose, due, now, Composer(nothing))
    return db.write_now(editions.freeze, issues, render, now)


def told(edition: Edition) -> dict[str, list[int]]:
    return {section.name: [line.number for line in section.lines] for section in edition.sections}


def test_an_edition_comes_at_its_time_and_tells_what_is_new(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at == datetime.fromisoformat("2025-06-02T06:00:00+00:00")
    [number] = add(db, draft("a"))
    assert tick(db, digest.due_at - timedelta(seconds=1)) == []
    [issue] = tick(db, digest.due_at)
    assert told(issue.edition) == {"new": [number]}
    assert (issue.state, issue.late) == ("released", False)
    assert tick(db, digest.due_at) == []


def test_editions_cover_every_change_once_whatever_the_clock_says(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    seen: list[int] = []
    for day in range(4):
        # recorded with clocks that are wrong by a day in both directions
        numbers = add(db, draft(f"a{day}"), at=NOW - DAY) + add(db, draft(f"b{day}"), at=NOW + 9 * DAY)
        [issue] = tick(db, digest.due_at + day * DAY)
        assert told(issue.edition)["new"] == numbers
        assert issue.edition.from_change == len(seen)
        seen += numbers
    assert seen == list(range(1, 9))


def test_an_outage_is_caught_up_with_one_edition_that_is_marked_late(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    numbers = add(db, draft("a"), draft("b"))
    [issue] = tick(db, digest.due_at + 5 * DAY + timedelta(hours=3))
    assert issue.late
    assert told(issue.edition)["new"] == numbers
    after = db.read_now(digests.find, digest.id)
    assert after.due_at == digest.due_at + 6 * DAY


def test_a_clock_that_goes_backwards_posts_nothing_twice(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    add(db, draft("a"))
    assert len(tick(db, digest.due_at)) == 1
    add(db, draft("b"))
    assert tick(db, digest.due_at - 2 * DAY) == []
    assert tick(db, digest.due_at) == []
    [issue] = tick(db, digest.due_at + DAY)
    assert told(issue.edition)["new"] == [2]


def test_two_processes_that_compose_the_same_edition_keep_it_once(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    add(db, draft("a"))
    [due] = db.write_now(digests.claim_due, digest.due_at, 5)
    assert db.write_now(digests.claim_due, digest.due_at, 5) == []
    one = db.read_now(editions.compose, [due], digest.due_at, Composer(nothing))
    other = db.read_now(editions.compose, [due], digest.due_at, Composer(nothing))
    assert len(db.write_now(editions.freeze, one, render, digest.due_at)) == 1
    assert db.write_now(editions.freeze, other, render, digest.due_at) == []


def test_what_a_dead_process_was_composing_is_composed_again(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    add(db, draft("a"))
    db.write_now(digests.claim_due, digest.due_at, 5)
    assert tick(db, digest.due_at + timedelta(seconds=30)) == []
    assert len(tick(db, digest.due_at + timedelta(seconds=61))) == 1


def test_a_digest_with_nothing_to_say_is_silent_or_says_so_as_set(db: Database) -> None:
    quiet = begin(db)
    assert quiet.due_at is not None
    [issue] = tick(db, quiet.due_at)
    assert issue.state == "silent"
    db.write_now(digests.change, quiet.id, OWNER, NOW, {"say_when_empty": True})
    [issue] = tick(db, quiet.due_at + DAY)
    assert issue.state == "released"
    assert not issue.edition.has_news


def test_a_status_that_changed_is_told_with_what_it_was_and_by_whom(db: Database) -> None:
    [demand] = add(db, draft("a"))
    digest = begin(db)
    [answer] = add(db, Draft("Ukraine", Act.REJECT, "No.", "b", ("Russia",), responds_to=("a",)))
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    assert told(issue.edition) == {"moved": [demand], "new": [answer]}
    [line] = issue.edition.sections[0].lines
    assert (line.before, line.status, line.by, line.response) == ("open", "rejected", "Ukraine", answer)


def test_a_new_statement_that_was_answered_at_once_is_told_once(db: Database) -> None:
    digest = begin(db)
    numbers = add(db, draft("a"), Draft("Ukraine", Act.REJECT, "No.", "b", ("Russia",), responds_to=("a",)))
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    assert told(issue.edition) == {"new": numbers}


@pytest.mark.parametrize("how", ["of their own words", "of their own answer"])
def test_a_speaker_who_now_says_the_opposite_is_told_with_both_quotes(db: Database, how: str) -> None:
    yes = Draft(
        "Ukraine", Act.AGREE, "Yes.", "yes", quote="we agree", responds_to=("a",), said_on=PartialDate(2025, 5, 17)
    )
    add(db, draft("a"), yes)
    digest = begin(db)
    to = "yes" if how == "of their own words" else "a"
    [no] = add(
        db,
        replace(
            yes,
            act=Act.REJECT,
            text="No.",
            key="no",
            quote="we do not",
            responds_to=(to,),
            said_on=PartialDate(2025, 5, 20),
        ),
    )
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    section = issue.edition.sections[0]
    [line] = section.lines
    assert (section.name, line.number, line.other) == ("reversed", no, 2)
    assert (line.quote, line.other_quote, line.other_said_on) == ("we do not", "we agree", "2025-05-17")
    assert issue.edition.numbers().count(no) == 1


def test_another_speakers_opposite_answer_is_no_reversal(db: Database) -> None:
    yes = Draft("Ukraine", Act.AGREE, "Yes.", "yes", responds_to=("a",))
    add(db, draft("a"), yes)
    digest = begin(db)
    add(db, replace(yes, speaker="Turkey", act=Act.REJECT, key="no"))
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    assert "reversed" not in told(issue.edition)


def test_promises_due_soon_and_overdue_and_what_is_still_open_are_listed(db: Database) -> None:
    june = [PartialDate(2025, 6, day) for day in (1, 10, 30)]
    promises = [draft(f"p{n}", act=Act.PROMISE, due_on=day) for n, day in enumerate(june)]
    just, soon, later = add(db, *promises, draft("old", said_on=PartialDate(2022)))[:3]
    digest = begin(db)
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    assert told(issue.edition) == {"overdue": [just], "due_soon": [soon], "open": [4, later]}
    [issue] = tick(db, digest.due_at + 2 * DAY)
    assert issue.state == "silent"
    assert told(issue.edition)["long_overdue"] == [just]


def test_what_has_not_moved_for_thirty_days_is_told_in_the_edition_after_the_thirtieth(db: Database) -> None:
    still, answered = add(db, draft("a"), draft("b"), at=NOW - 29 * DAY)
    digest = begin(db)
    assert digest.due_at is not None
    add(db, Draft("Ukraine", Act.CLAIM, "We read it.", "c", responds_to=("b",)), at=NOW - DAY)
    found = [
        told(issue.edition).get("unmoved", []) for day in range(3) for issue in tick(db, digest.due_at + day * DAY)
    ]
    assert found == [[], [still], []]
    assert answered != still


def test_a_correction_of_what_was_told_is_told(db: Database) -> None:
    [number] = add(db, draft("a"))
    digest = begin(db)
    db.write_now(statements.edit, number, draft("a", "Something else."), MIRA, NOW, reason="misheard")
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    [section, *_] = issue.edition.sections
    assert (section.name, section.lines[0].text, section.lines[0].reason) == (
        "corrected",
        "Something else.",
        "misheard",
    )


def test_a_digest_about_a_side_tells_what_its_members_say_and_a_statement_once(db: Database) -> None:
    add(
        db,
        draft("a", speaker="Vladimir Putin"),
        draft("b", speaker="Turkey", topics=("grain",)),
        draft("c", speaker="Turkey"),
    )
    names = db.read_now(directory)
    ids = {actor.name: actor.id for actor in names.actors.values()}
    topics = {topic.name: topic.id for topic in names.topics.values()}

    def join(session: Session) -> None:
        session.get_one(ActorRow, ids["Vladimir Putin"]).member_of_id = actor_id(session, "Russia")
        names_changed(session)

    db.write_now(join)
    russia = db.read_now(lambda session: actor_id(session, "Russia"))
    digest = begin(db, speakers=[russia], topics=[topics["territory"]])
    db.write_now(lambda session: setattr(session.get_one(DigestRow, digest.id), "covered", 0))
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    assert told(issue.edition)["new"] == [1, 3]


def test_an_edition_reads_back_as_it_was_and_any_difference_changes_its_hash(db: Database) -> None:
    digest = begin(db)
    add(db, draft("a", quote="„так“ <b>"), draft("b"))
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at)
    kept = db.read_now(editions.find, issue.id)
    assert kept is not None
    assert edition_of(kept.edition.content) == kept.edition == issue.edition
    assert len(issue.edition.hash) == 12
    changed = [without(kept.edition, 1), raised(kept.edition, 2), noted(kept.edition, "A word"), kept.edition]
    assert len({one.hash for one in changed}) == 4


def test_what_many_chats_are_told_alike_is_kept_once_and_one_changed_draft_changes_no_other(db: Database) -> None:
    def begin_in(session: Session, chat: int) -> Digest:
        number = digests.draft(session, OWNER, chat, "News", NOW, schedule=NINE, language="en")
        digests.change(session, number, OWNER, NOW, {"hold_minutes": 30})
        return digests.switch_on(session, number, OWNER, NOW)

    one, two = (db.write_now(begin_in, CHANNEL - n) for n in range(2))
    [number] = add(db, draft("a"))
    assert one.due_at is not None
    first, second = tick(db, one.due_at)
    assert first.edition.sha256 == second.edition.sha256
    assert db.read_now(lambda session: len(session.execute(select(EditionContentRow)).all())) == 1
    db.write_now(editions.revise, first.id, lambda edition: without(edition, number))
    changed, same = (db.read_now(editions.find, issue.id) for issue in (first, second))
    assert changed is not None
    assert same is not None
    assert changed.edition.numbers() == []
    assert same.edition == second.edition
    assert two.chat_id == second.digest.chat_id


def test_a_hundred_equal_digests_are_kept_with_a_few_queries(sqlite_db: Database) -> None:
    add(sqlite_db, draft("a"))

    def begin_many(session: Session) -> None:
        for n in range(100):
            number = digests.draft(session, OWNER, -1000 - n, "News", NOW, schedule=NINE, language="en")
            digests.switch_on(session, number, OWNER, NOW)

    sqlite_db.write_now(begin_many)
    add(sqlite_db, draft("b"))
    asked: list[str] = []
    event.listen(sqlite_db.engine, "before_cursor_execute", lambda *heard: asked.append(heard[2]))
    due = sqlite_db.write_now(digests.claim_due, NOW + DAY, 100)
    issues = sqlite_db.read_now(editions.compose, due, NOW + DAY, Composer(nothing))
    kept = sqlite_db.write_now(editions.freeze, issues, render, NOW + DAY)
    assert len(kept) == 100
    assert len(asked) < 60, "queries for each digest"


def test_a_held_edition_waits_for_its_moment_and_can_be_changed_until_then(db: Database) -> None:
    digest = begin(db, hold_minutes=30)
    one, two = add(db, draft("a"), draft("b"))
    assert digest.due_at is not None
    wake = digest.due_at - timedelta(minutes=30)
    [issue] = tick(db, wake)
    assert (issue.state, issue.release_at) == ("held", digest.due_at)
    assert db.write_now(editions.to_release, wake, render) == []
    revised = db.write_now(editions.revise, issue.id, lambda edition: without(edition, one))
    assert revised is not None
    assert told(revised.edition)["new"] == [two]
    [released] = db.write_now(editions.to_release, digest.due_at, render)
    assert (released.state, released.edition.hash) == ("released", revised.edition.hash)
    assert db.write_now(editions.revise, issue.id, lambda edition: without(edition, two)) is None


def test_a_draft_that_is_held_back_waits_until_it_is_released_or_dropped(db: Database) -> None:
    digest = begin(db, hold_minutes=30)
    add(db, draft("a"))
    assert digest.due_at is not None
    [issue] = tick(db, digest.due_at - timedelta(minutes=30))
    db.write_now(editions.keep, issue.id, "kept")
    assert db.write_now(editions.to_release, digest.due_at + DAY, render) == []
    assert db.write_now(editions.release, issue.id, render, NOW) is not None
    assert db.write_now(editions.release, issue.id, render, NOW) is None


def deliver(db: Database, now: datetime, outcome: object) -> None:
    def tell(owned: suspension.Owned, reason: str) -> Planned:
        return Planned(f"told:{owned.digest}:{reason}", owned.owner, reason)

    claimed = db.write_now(outbox.claim, now, 100)
    db.write_now(outbox.settle, [(message, outcome) for message in claimed], now, tell)  # type: ignore[misc]


def test_after_lost_rights_one_edition_covers_the_gap_and_the_settings_are_kept(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    first, *_ = add(db, draft("a"))
    tick(db, digest.due_at)
    deliver(db, digest.due_at, Suspended("bot was kicked from the channel chat"))
    told_to = db.read_now(
        lambda session: session.execute(
            select(col(OutboxRow.chat_id), col(OutboxRow.html)).where(col(OutboxRow.state) == "planned")
        ).all()
    )
    assert [tuple(row) for row in told_to] == [(OWNER, "bot was kicked from the channel chat")]
    second, *_ = add(db, draft("b"))
    assert tick(db, digest.due_at + 3 * DAY) == []
    back = digest.due_at + 3 * DAY + timedelta(hours=1)
    db.write_now(suspension.resume, CHANNEL, back)
    [issue] = tick(db, back)
    assert told(issue.edition)["new"] == [first, second]
    assert db.read_now(digests.find, digest.id).due_at == digest.due_at + 4 * DAY


def test_a_group_that_moved_keeps_its_digest(db: Database) -> None:
    digest = begin(db)
    db.write_now(suspension.move, CHANNEL, -2002)
    assert db.read_now(digests.find, digest.id).chat_id == -2002


def test_a_chat_that_moved_follows_once_what_both_followed(db: Database) -> None:
    for chat, subject in ((-1, 7), (-1, 8), (-2, 7)):
        offered = db.write_now(follows.offer, chat, "topic", NOW, subject=subject)
        db.write_now(follows.follow, chat, offered.id, "now")
    db.write_now(suspension.move, -1, -2)
    assert [one.subject for one in db.read_now(follows.of, -2)] == [8, 7]
    assert db.read_now(follows.of, -1) == []


def test_nobody_changes_somebody_elses_digest(db: Database) -> None:
    digest = begin(db)
    with pytest.raises(NoDigest):
        db.write_now(digests.change, digest.id, OWNER + 1, NOW, {"state": "paused"})
    with pytest.raises(BadSchedule):
        db.write_now(digests.change, digest.id, OWNER, NOW, {"cron": "99 9 * * *"})
    assert db.read_now(digests.find, digest.id) == digest


def test_a_paused_digest_is_not_due_and_a_deleted_one_is_gone(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    add(db, draft("a"))
    db.write_now(digests.change, digest.id, OWNER, NOW, {"state": "paused"})
    assert tick(db, digest.due_at) == []
    db.write_now(digests.change, digest.id, OWNER, digest.due_at, {"state": "on"})
    assert [issue.due_at for issue in tick(db, digest.due_at + DAY)] == [digest.due_at + DAY]
    db.write_now(digests.delete, digest.id, OWNER, NOW)
    with pytest.raises(NoDigest):
        db.read_now(digests.find, digest.id)
    assert db.read_now(lambda session: len(session.execute(select(EditionRow)).all())) == 1


def test_sent_parts_of_an_edition_can_be_looked_up(db: Database) -> None:
    digest = begin(db)
    assert digest.due_at is not None
    add(db, draft("a"))
    [issue] = tick(db, digest.due_at)
    deliver(db, digest.due_at, Sent(5))
    [part] = db.read_now(editions.posted, issue.id)
    assert (part.part, part.state, part.done_at) == (1, "sent", digest.due_at)


def test_newer_rules_of_a_zone_move_what_is_not_due_yet_and_repeat_nothing(db: Database) -> None:
    digest = begin(db, hold_minutes=30)
    assert digest.due_at is not None
    add(db, draft("a"))

    old = digest.due_at + timedelta(hours=1)
    db.write_now(lambda session: setattr(session.get_one(DigestRow, digest.id), "due_at", old))
    assert db.write_now(digests.read_clocks, NOW) == 1
    assert db.read_now(digests.find, digest.id) == digest
    assert db.write_now(digests.read_clocks, NOW) == 0
    [issue] = tick(db, digest.due_at - timedelta(minutes=30))
    assert issue.due_at == digest.due_at
    assert db.write_now(digests.read_clocks, digest.due_at - timedelta(minutes=20)) == 0
    assert db.read_now(digests.find, digest.id).due_at == digest.due_at + DAY
