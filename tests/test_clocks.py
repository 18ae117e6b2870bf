"""Two processes at the moment when a digest falls due: one composes its edition while another starts."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlmodel import Session

from store import digests, editions
from store.composing import Composer
from store.database import Database
from tests.test_editions import DAY, begin, nothing, render, tick


def test_an_edition_that_is_composed_while_another_process_starts_does_not_come_again(postgres_url: str) -> None:
    db = Database(postgres_url)
    digest = begin(db, say_when_empty=True)
    assert digest.due_at is not None
    before, due = digest.due_at - timedelta(seconds=1), digest.due_at
    claimed = db.write_now(digests.claim_due, due, 50)
    issues = db.read_now(editions.compose, claimed, due, Composer(nothing))
    with ThreadPoolExecutor(1) as other, Session(db.engine) as session:
        assert len(editions.freeze(session, issues, render, due)) == 1
        starting = other.submit(db.write_now, digests.read_clocks, before)
        time.sleep(0.3)
        assert not starting.done()
        session.commit()
        starting.result(30)
    assert db.read_now(digests.find, digest.id).due_at == due + DAY
    assert tick(db, due + timedelta(seconds=1)) == []
    db.close()
