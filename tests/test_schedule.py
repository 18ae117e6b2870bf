"""When editions are due: every zone of the world, ten years of its clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.schedule import WEEKDAYS, BadSchedule, Schedule, checked, dues, moment_of, next_due
from store.zones import city, find_zones

FIRST, LAST = datetime(2021, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")
CLOCKS = ((0, 30), (2, 30), (9, 0))


def _changes(name: str) -> tuple[tuple[datetime, timedelta | None], ...]:
    """Each moment at which a zone's clock is set anew, to the second, with its offset from then on.

    Looked for every ten days: no zone changes its clock twice in that time (Morocco keeps a month between).
    """
    zone = ZoneInfo(name)
    moment, offset = FIRST - timedelta(days=20), None
    found = []
    while moment < LAST + timedelta(days=20):
        if moment.astimezone(zone).utcoffset() != offset:
            low, high = moment - timedelta(days=10), moment
            while offset is not None and high - low > timedelta(seconds=1):
                middle = low + (high - low) // timedelta(seconds=2) * timedelta(seconds=1)
                low, high = (middle, high) if middle.astimezone(zone).utcoffset() == offset else (low, middle)
            offset = high.astimezone(zone).utcoffset()
            found.append((high, offset))
        moment += timedelta(days=10)
    return tuple(found)


def _zones_by_clock() -> list[tuple[str, ...]]:
    """Every IANA zone, those together whose clocks show the same all the time from the first year to the last."""
    found: dict[object, list[str]] = {}
    for name in sorted(available_timezones()):
        found.setdefault(_changes(name), []).append(name)
    return [tuple(names) for names in found.values()]


ZONES = _zones_by_clock()


def calendar(kind: str) -> list[date]:
    """The days a schedule falls on, counted on the calendar alone."""
    days = [FIRST.date() + timedelta(days=n) for n in range((LAST - FIRST).days)]
    if kind == "weekly":
        return [day for day in days if day.weekday() == 6]
    if kind == "monthly":
        return [day for day in days if day.day == 1]
    if kind == "month's end":
        return [day for day in days if (day + timedelta(days=1)).day == 1]
    return days


def schedule(kind: str, hour: int, minute: int, zone: str) -> Schedule:
    if kind == "weekly":
        return Schedule.weekly(("sun",), hour, minute, zone)
    if kind == "monthly":
        return Schedule.monthly(1, hour, minute, zone)
    if kind == "month's end":
        return Schedule.monthly("last", hour, minute, zone)
    return Schedule.daily(hour, minute, zone)


def assert_is_asked(moment: datetime, wall: datetime, zone: ZoneInfo) -> None:
    """The moment shows the time asked for, first of two; or it ends the gap that the time fell into."""
    local = moment.astimezone(zone)
    if local.replace(tzinfo=None) == wall:
        assert local.fold == 0
        return
    just_before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert just_before < wall < local.replace(tzinfo=None)


def test_every_zone_is_tried() -> None:
    assert sum(len(names) for names in ZONES) == len(available_timezones()) > 590


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("kind", ["daily", "weekly", "monthly", "month's end"])
def test_in_every_zone_for_ten_years_an_edition_is_due_once_a_period_at_the_local_time_asked(
    kind: str, part: int
) -> None:
    days = calendar(kind)
    for name, *_ in ZONES[part::4]:
        zone = ZoneInfo(name)
        for hour, minute in CLOCKS:
            walls = [datetime.combine(day, time(hour, minute)) for day in days]
            start = moment_of(walls[0], zone) - timedelta(seconds=1)
            found = list(islice(dues(schedule(kind, hour, minute, name), start), len(walls)))
            assert len(found) == len(walls)
            for wall, moment in zip(walls, found, strict=True):
                assert_is_asked(moment, wall, zone)
            assert all(one < two for one, two in pairwise(found))


def test_zones_with_the_same_clock_are_due_together() -> None:
    for names in ZONES:
        for moment in (FIRST, *(changed - timedelta(hours=1) for changed, _ in _changes(names[0]))):
            assert len({next_due(Schedule.daily(2, 30, name), moment) for name in names}) == 1


def local(schedule: Schedule, after: datetime, count: int) -> list[str]:
    zone = ZoneInfo(schedule.zone)
    return [moment.astimezone(zone).strftime("%a %d %b %H:%M %z") for moment in islice(dues(schedule, after), count)]


def test_a_time_that_the_clock_skips_is_due_at_the_first_moment_after() -> None:
    night = datetime(2025, 3, 29, 12, tzinfo=UTC)
    assert local(Schedule.daily(3, 30, "Europe/Kyiv"), night, 2) == ["Sun 30 Mar 04:00 +0300", "Mon 31 Mar 03:30 +0300"]


def test_a_time_that_comes_twice_is_due_the_first_time() -> None:
    night = datetime(2025, 10, 25, 12, tzinfo=UTC)
    assert local(Schedule.daily(3, 30, "Europe/Kyiv"), night, 2) == ["Sun 26 Oct 03:30 +0300", "Mon 27 Oct 03:30 +0200"]


def test_a_day_that_a_country_skipped_is_due_when_the_next_one_begins() -> None:
    before = datetime(2011, 12, 29, 12, tzinfo=UTC)  # Samoa had no 30 December 2011
    assert local(Schedule.daily(9, 0, "Pacific/Apia"), before, 3) == [
        "Thu 29 Dec 09:00 -1000",
        "Sat 31 Dec 00:00 +1400",
        "Sat 31 Dec 09:00 +1400",
    ]


@given(
    after=st.integers(0, (LAST - FIRST) // timedelta(seconds=1)).map(
        lambda seconds: FIRST + timedelta(seconds=seconds)
    ),
    zone=st.sampled_from(sorted(available_timezones())),
    clock=st.tuples(st.integers(0, 23), st.integers(0, 59)),
    days=st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7).map(tuple),
)
@settings(deadline=None, max_examples=150)
def test_whatever_the_moment_the_next_one_is_later_and_nothing_is_due_between(
    after: datetime, zone: str, clock: tuple[int, int], days: tuple[str, ...]
) -> None:
    plan = Schedule.weekly(days, *clock, zone)
    found = next_due(plan, after)
    assert found is not None
    assert found > after
    assert next_due(plan, found - timedelta(microseconds=1)) == found
    assert next_due(plan, after + (found - after) / 2) == found


@pytest.mark.parametrize(
    ("cron", "days"),
    [
        ("0 9 * * 1-5", "Mon Tue Wed Thu Fri"),
        ("0 9 * * 0", "Sun"),
        ("0 9 * * 7", "Sun"),
        ("0 9 * * 5-7", "Fri Sat Sun"),
        ("0 9 * * 0,3", "Wed Sun"),
        ("0 9 * * MON-wed", "Mon Tue Wed"),
        ("0 9 * * 0-6/2", "Tue Thu Sat Sun"),
    ],
)
def test_days_of_the_week_are_crons(cron: str, days: str) -> None:
    monday = datetime(2025, 6, 2, tzinfo=UTC)
    found = takewhile(lambda moment: moment < monday + timedelta(days=7), dues(Schedule(cron, "UTC"), monday))
    assert " ".join(moment.strftime("%a") for moment in found) == days


def test_a_day_of_the_month_or_of_the_week_is_enough_as_in_cron() -> None:
    found = local(Schedule("0 9 4 * 1", "UTC"), datetime(2025, 6, 1, tzinfo=UTC), 3)
    assert [moment[:10] for moment in found] == ["Mon 02 Jun", "Wed 04 Jun", "Mon 09 Jun"]


@pytest.mark.parametrize(
    ("cron", "reason"),
    [
        ("0 9 * *", "fields"),
        ("0 25 * * *", "field"),
        ("0 9 * * 9", "field"),
        ("0 9 * * 6-2", "field"),
        ("0 9 * foo *", "field"),
        ("* * * * *", "often"),
        ("*/5 * * * *", "often"),
        ("", "fields"),
        ("0 9 30 2 *", "never"),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_refused_with_its_reason(cron: str, reason: str) -> None:
    with pytest.raises(BadSchedule) as refused:
        checked(Schedule(cron, "Europe/Kyiv"), FIRST)
    assert refused.value.reason == reason


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "../etc/passwd", "", "Europe"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(BadSchedule, match="zone"):
        checked(Schedule("0 9 * * *", zone), FIRST)


@pytest.mark.parametrize("words", ["kyiv", "Kiev", "Київ", "киев", "europe/kyiv", "Kyi"])
def test_a_zone_is_found_by_its_city_however_it_is_written(words: str) -> None:
    assert find_zones(words)[0] == "Europe/Kyiv"


def test_a_zone_is_called_by_its_city_in_every_language() -> None:
    assert [city("Europe/Kyiv", language) for language in ("en", "uk", "ru")] == ["Kyiv", "Київ", "Киев"]
    assert city("America/New_York", "uk") == "Нью-Йорк"
    assert find_zones("Нью-Йорк") == ["America/New_York"]
    assert find_zones("  ") == find_zones("nowhere at all") == []
