"""How much one person or one chat may ask: a sliding minute in memory, one polite answer, then silence. Pure."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from enum import StrEnum

MINUTE = timedelta(minutes=1)
REMEMBERED = 10_000
"""Askers remembered at once; the longest silent are forgotten first, so that memory stays bounded."""


class Verdict(StrEnum):
    """Whether an update is answered."""

    ANSWER = "answer"
    SAY_SLOWER = "say_slower"
    SILENCE = "silence"


class Limits:
    """Counts what each asker asked in the last minute; `most` may be answered."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._asked: OrderedDict[int, deque[datetime]] = OrderedDict()
        self._told: dict[int, datetime] = {}

    def ask(self, asker: int, now: datetime) -> Verdict:
        """Count one more; the first too many is told so, the rest of that minute is not answered."""
        times = self._asked.setdefault(asker, deque())
        self._asked.move_to_end(asker)
        while times and times[0] <= now - MINUTE:
            times.popleft()
        self._forget()
        if len(times) < self._most:
            times.append(now)
            return Verdict.ANSWER
        told = self._told.get(asker)
        if told is not None and told > now - MINUTE:
            return Verdict.SILENCE
        self._told[asker] = now
        return Verdict.SAY_SLOWER

    def _forget(self) -> None:
        while len(self._asked) > REMEMBERED:
            asker, _ = self._asked.popitem(last=False)
            self._told.pop(asker, None)
