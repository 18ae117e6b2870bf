"""The figures for Prometheus, on both databases."""

from datetime import timedelta

from sqlmodel import Session

from store.database import Database
from store.figures import Figures, figures
from store.models import QuestionRow
from store.models_digests import OutboxRow
from tests.conftest import NOW


def test_a_quiet_bot_has_nothing_waiting(db: Database) -> None:
    assert db.read_now(figures, NOW) == Figures({}, 0.0, 0, 0.0, 0)


def test_what_waits_is_counted_and_how_late_it_is(db: Database) -> None:
    def fill(session: Session) -> None:
        for number, (state, minutes) in enumerate((("planned", 5), ("planned", -5), ("sent", 60), ("sending", 1))):
            session.add(
                OutboxRow(
                    key=f"{number}",
                    chat_id=1,
                    html="x",
                    state=state,
                    not_before=NOW - timedelta(minutes=minutes),
                    planned_at=NOW,
                )
            )
        session.add(QuestionRow(at=NOW, text="Who?", folded="who"))
        session.add(QuestionRow(at=NOW, text="What?", folded="what", closed_at=NOW))

    db.write_now(fill)
    found = db.read_now(figures, NOW)
    assert (found.outbox, found.late) == ({"planned": 2, "sent": 1, "sending": 1}, 300.0)
    assert found.unanswered == 1
