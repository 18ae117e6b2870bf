"""When an edition is next due: a cron expression read on the wall clock of an IANA zone. Pure.

APScheduler's CronTrigger counts on a clock without zones; this module sets that clock into its zone, by two rules:

- a local time that does not exist (the clock was put forward over it) means the first moment after the gap;
- a local time that comes twice (the clock was put back) means the first of the two, and only that one.

Both keep the order of local times, so due times never run backwards, and every period has exactly one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

HORIZON = datetime(2100, 1, 1, tzinfo=UTC)
"""Where a search for the next time ends: a schedule that never comes (30 February) is found out soon."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CRON_WEEKDAYS = ("sun", *WEEKDAYS)
_NUMBER = re.compile(r"(?<![/\w])\d(?!\w)")


class BadSchedule(ValueError):
    """A schedule that cannot be kept; `reason` is a word: fields, field, often, never, zone."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Schedule:
    """Five cron fields (minute, hour, day of month, month, day of week) on the wall clock of an IANA zone.

    Days of the week are names or cron's numbers, 0 and 7 being Sunday; `last` is a month's last day. Where both kinds
    of day are limited either may match, as in cron(5).
    """

    cron: str
    zone: str

    @classmethod
    def daily(cls, hour: int, minute: int, zone: str) -> "Schedule":
        return cls(f"{minute} {hour} * * *", zone)

    @classmethod
    def weekly(cls, days: tuple[str, ...], hour: int, minute: int, zone: str) -> "Schedule":
        """On chosen days, by their names in `WEEKDAYS`."""
        return cls(f"{minute} {hour} * * {','.join(sorted(set(days), key=WEEKDAYS.index))}", zone)

    @classmethod
    def monthly(cls, day: int | str, hour: int, minute: int, zone: str) -> "Schedule":
        """On a day every month has (1 to 28), or on its `last`."""
        return cls(f"{minute} {hour} {day} * *", zone)

    @property
    def clock(self) -> tuple[int, int] | None:
        """The one hour and minute it is due at, None when there are more of them."""
        minute, hour, *_ = self.cron.split()
        return (int(hour), int(minute)) if hour.isdigit() and minute.isdigit() else None

    @property
    def weekdays(self) -> tuple[str, ...] | None:
        """The days of the week it is due on, None where that is not all there is to say of its days."""
        _, _, day, month, weekday = self.cron.lower().split()
        named = tuple(_named(weekday).split(","))
        return named if (day, month) == ("*", "*") and set(named) <= set(WEEKDAYS) else None


def checked(schedule: Schedule, now: datetime) -> Schedule:
    """The schedule itself, once it is sure that it can be kept.

    Raises:
        BadSchedule: for a field that says nothing, more than one edition an hour, a time that never comes, or an
            unknown zone.
    """
    zone_of(schedule.zone)
    if len(schedule.cron.split()) != 5:
        raise BadSchedule("fields", schedule.cron)
    if not schedule.cron.split()[0].isdigit():
        raise BadSchedule("often", schedule.cron)
    if next_due(schedule, now) is None:
        raise BadSchedule("never", schedule.cron)
    return schedule


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first moment later than `after` at which an edition is due, in UTC; None when there is none before 2100."""
    zone = zone_of(schedule.zone)
    wall = after.astimezone(zone).replace(tzinfo=None, fold=0)
    while (found := _next_wall(schedule.cron, wall)) is not None:
        moment = moment_of(found, zone)
        if moment > after:
            return moment
        wall = found
    return None


def dues(schedule: Schedule, after: datetime) -> Iterator[datetime]:
    """The due times later than `after`, one after another."""
    moment = next_due(schedule, after)
    while moment is not None:
        yield moment
        moment = next_due(schedule, moment)


def moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment a wall clock in a zone first shows this time, or passes over it; in UTC."""
    first, second = wall.replace(tzinfo=zone), wall.replace(tzinfo=zone, fold=1)
    offset, other = first.utcoffset(), second.utcoffset()
    assert offset is not None
    assert other is not None
    if other <= offset:
        return (wall - offset).replace(tzinfo=UTC)
    return _end_of_gap((wall - other).replace(tzinfo=UTC), (wall - offset).replace(tzinfo=UTC), zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the clock was put forward, between two moments (PEP 495 gives them for a skipped time)."""
    old = before.astimezone(zone).utcoffset()
    seconds = int((after - before).total_seconds())
    low, high = 0, seconds
    while high - low > 1:
        middle = (low + high) // 2
        moment = before + timedelta(seconds=middle)
        low, high = (middle, high) if moment.astimezone(zone).utcoffset() == old else (low, middle)
    return before + timedelta(seconds=high)


@lru_cache(maxsize=65_536)
def _next_wall(cron: str, wall: datetime) -> datetime | None:
    """The next time of a wall clock without zone; many digests share both schedule and moment."""
    found = [
        moment
        for trigger in _triggers(cron)
        if (moment := trigger.get_next_fire_time(None, wall.replace(tzinfo=UTC) + timedelta(microseconds=1)))
    ]
    return min(found).replace(tzinfo=None) if found else None


@lru_cache(maxsize=1024)
def _triggers(cron: str) -> tuple[CronTrigger, ...]:
    """One trigger, or two where the day of the month and the day of the week are both limited."""
    fields = cron.lower().split()
    if len(fields) != 5:
        raise BadSchedule("fields", cron)
    minute, hour, day, month, weekday = fields
    weekday = _named(weekday)
    days = [(day, weekday)] if "*" in (day[:1], weekday[:1]) else [(day, "*"), ("*", weekday)]
    for said, field in zip(fields, ("minute", "hour", "day", "month", "day_of_week"), strict=True):
        try:
            CronTrigger(**{field: weekday if field == "day_of_week" else said}, timezone=UTC)
        except ValueError as error:
            raise BadSchedule("field", said) from error
    return tuple(
        CronTrigger(minute=minute, hour=hour, day=one, month=month, day_of_week=two, timezone=UTC, end_date=HORIZON)
        for one, two in days
    )


def _named(weekday: str) -> str:
    """Cron's numbers of weekdays as names: APScheduler 3 counts from Monday (its issue 286)."""
    if "-" in weekday:
        weekday = ",".join(_spelled(part) for part in weekday.split(","))
    return _NUMBER.sub(lambda number: _CRON_WEEKDAYS[int(number[0])] if int(number[0]) < 8 else number[0], weekday)


def _spelled(part: str) -> str:
    """A range of numbers as the list of its days: Sunday comes first in cron and last in APScheduler."""
    match = re.fullmatch(r"([0-7])-([0-7])(?:/(\d+))?", part)
    if match is None:
        return part
    first, last, step = int(match[1]), int(match[2]), int(match[3] or 1)
    if first > last or not step:
        raise BadSchedule("field", part)
    return ",".join(dict.fromkeys(_CRON_WEEKDAYS[day] for day in range(first, last + 1, step)))


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The zone of this IANA name; raises BadSchedule when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadSchedule("zone", name) from error
