"""A digest in words: where, what, when, and the buttons that change it. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from babel.dates import get_day_names
from markupsafe import Markup

from handlers.edition_text import say_due
from handlers.i18n import LANGUAGES, REGIONS, plain, say, say_list
from handlers.reply import Button, Reply, rows
from store.digests import Digest
from store.record import Directory
from store.schedule import WEEKDAYS, Schedule, dues
from store.zones import city

HOLDS = (0, 15, 30, 60, 180)
"""Minutes that moderators may take to look at a draft."""

HOURS = (6, 7, 8, 9, 10, 12, 15, 18, 20, 21, 22, 23)
PER_PAGE = 16


def in_words(language: str, schedule: Schedule) -> Markup:
    """When: every day at 09:00, Kyiv time."""
    _, _, day, month, weekday = schedule.cron.split()
    clock, where = schedule.clock, city(schedule.zone, language)
    if clock is None:
        return say(language, "when-cron", cron=schedule.cron, city=where)
    at = f"{clock[0]:02}:{clock[1]:02}"
    if (day, month, weekday) == ("*", "*", "*"):
        return say(language, "when-daily", at=at, city=where)
    if schedule.weekdays is not None:
        names = get_day_names("abbreviated", locale=REGIONS[language])
        days = say_list(language, [names[WEEKDAYS.index(one)] for one in schedule.weekdays])
        return say(language, "when-weekly", days=days, at=at, city=where)
    if (month, weekday) == ("*", "*") and (day.isdigit() or day == "last"):
        return say(language, f"when-monthly{'-last' if day == 'last' else ''}", day=day, at=at, city=where)
    return say(language, "when-cron", cron=schedule.cron, city=where)


def about(language: str, digest: Digest, names: Directory) -> Markup:
    """What it tells of."""
    if digest.follows:
        return say(language, "about-follows")
    if digest.scope.everything:
        return say(language, "about-everything")
    found = [names.topics[one].name for one in digest.scope.topics if one in names.topics]
    found += [names.actors[one].name for one in digest.scope.speakers if one in names.actors]
    return Markup("{}").format(", ".join(sorted(found)))


def next_times(language: str, digest: Digest, now: datetime, count: int = 3) -> Markup:
    """The next due times in words."""
    moments = islice(dues(digest.schedule, now), count)
    return Markup("\n").join(Markup("· ") + say_due(language, one, digest.schedule.zone) for one in moments)


def screen(language: str, digest: Digest, names: Directory, now: datetime) -> Reply:
    """All of a digest's settings, with a button for each."""
    state = "suspended" if digest.suspended else digest.state
    lines = [
        say(language, "digest-title", title=digest.title, number=str(digest.id)),
        say(language, f"digest-is-{state}", reason=digest.suspended or ""),
        say(language, "digest-what", what=about(language, digest, names)),
        say(language, "digest-when", when=in_words(language, digest.schedule)),
        say(language, "digest-language", name=LANGUAGES.get(digest.language, digest.language)),
        say(language, f"digest-when-empty-{'says' if digest.say_when_empty else 'silent'}"),
    ]
    if digest.picture:
        lines.append(say(language, "digest-with-picture"))
    minutes = int(digest.hold.total_seconds() // 60)
    if minutes and digest.chat_id != digest.owner:
        lines.append(say(language, "digest-hold", minutes=minutes))
    if digest.state == "on" and digest.due_at is not None:
        lines.append(say(language, "digest-next", due=say_due(language, digest.due_at, digest.schedule.zone)))
    return Reply((Markup("\n").join(lines),), _buttons(language, digest), edit=True)


def _buttons(language: str, digest: Digest) -> tuple[tuple[Button, ...], ...]:
    change = ["what", "when", "hours", "zone", "language", "empty", "picture"]
    change += ["hold"] if digest.chat_id != digest.owner else []
    act = {"draft": ["preview", "delete"], "on": ["preview", "pause", "now", "last", "delete"]}
    act |= {"paused": ["preview", "resume", "last", "delete"]}
    return rows([press(language, digest.id, one) for one in (*change, *act.get(digest.state, []))], 3)


def press(language: str, number: int, what: str, *more: object, label: str | None = None) -> Button:
    """A button of a digest: its label is the message `digest-button-WHAT` unless given."""
    data = ":".join(map(str, ("digest", number, what, *more)))
    return Button(label or plain(language, f"digest-button-{what}"), data=data)


def choices(language: str, digest: Digest, question: str, buttons: Iterable[Button], width: int = 3) -> Reply:
    """A question with its answers as buttons, and a way back."""
    back = press(language, digest.id, "show", label=plain(language, "digest-button-back"))
    return Reply((say(language, question),), (*rows(list(buttons), width), (back,)), edit=True)


def whats(language: str, digest: Digest) -> Reply:
    """Everything, topics, speakers; in a personal digest also what is followed."""
    known = ["everything", "topics", "speakers"] + (["follows"] if digest.chat_id == digest.owner else [])
    return choices(language, digest, "digest-ask-what", [press(language, digest.id, one) for one in known], 2)


def many(language: str, digest: Digest, kind: str, known: Sequence[tuple[int, str]], page: int) -> Reply:
    """Topics or speakers to tick, most told of first."""
    chosen = digest.scope.topics if kind == "topic" else digest.scope.speakers
    shown = known[page * PER_PAGE : (page + 1) * PER_PAGE]
    buttons = [
        press(language, digest.id, kind, id_, page, label=("✓ " if id_ in chosen else "") + name[:40])
        for id_, name in shown
    ]
    if len(known) > (page + 1) * PER_PAGE:
        buttons.append(press(language, digest.id, f"{kind}s", page + 1, label="→"))
    return choices(language, digest, f"digest-ask-{kind}s", buttons, 2)


def whens(language: str, digest: Digest) -> Reply:
    """Daily, working days, chosen days, monthly, or a cron expression."""
    names = ("daily", "workdays", "monthly", "monthend", "cron")
    buttons = [press(language, digest.id, f"every-{one}") for one in names]
    chosen = digest.schedule.weekdays or ()
    days = get_day_names("abbreviated", locale=REGIONS[language])
    buttons += [
        press(language, digest.id, "day", one, label=("✓ " if one in chosen else "") + days[at])
        for at, one in enumerate(WEEKDAYS)
    ]
    return choices(language, digest, "digest-ask-when", buttons)


def hours(language: str, digest: Digest) -> Reply:
    """The usual hours; others can be typed."""
    buttons = [press(language, digest.id, "hour", hour, label=f"{hour:02}:00") for hour in HOURS]
    return choices(language, digest, "digest-ask-hour", [*buttons, press(language, digest.id, "time")], 4)


def zones(language: str, digest: Digest, found: Sequence[str]) -> Reply:
    """The zones that a name may mean."""
    buttons = [press(language, digest.id, "inzone", zone, label=city(zone, language)) for zone in found]
    return choices(language, digest, "digest-ask-zone", buttons, 2)


def languages(language: str, digest: Digest) -> Reply:
    """The languages that editions may be in."""
    buttons = [press(language, digest.id, "speaks", code, label=name) for code, name in LANGUAGES.items()]
    return choices(language, digest, "digest-ask-language", buttons)


def asked(language: str, digest: Digest, what: str) -> Reply:
    """What is to be typed, and a way back."""
    back = press(language, digest.id, "show", label=plain(language, "digest-button-back"))
    return Reply((say(language, f"digest-type-{what}"),), ((back,),))


def list_line(language: str, digest: Digest) -> Markup:
    """A digest in a list."""
    state = "suspended" if digest.suspended else digest.state
    when = in_words(language, digest.schedule)
    return say(language, f"digests-line-{state}", title=digest.title, when=when, number=str(digest.id))


def list_button(language: str, digest: Digest) -> Button:
    return press(language, digest.id, "show", label=f"{digest.title[:50]} · {digest.id}")


def there_already(language: str, found: Sequence[Digest], person: int, more: str) -> Reply:
    """The digests that a chat has: their owner opens them, `more` begins another."""
    others = Markup(" ") + say(language, "digest-of-another")
    lines = [list_line(language, one) + ("" if one.owner == person else others) for one in found]
    own = [(list_button(language, one),) for one in found if one.owner == person]
    another = Button(plain(language, "digest-button-another"), data=more)
    return Reply((say(language, "digest-already"), Markup("\n").join(lines)), (*own, (another,)))


def with_clock(schedule: Schedule, hour: int, minute: int) -> Schedule:
    """The same days at another time."""
    return Schedule(" ".join([str(minute), str(hour), *schedule.cron.split()[2:]]), schedule.zone)


def with_days(schedule: Schedule, kind: str) -> Schedule:
    """Other days at the same time."""
    hour, minute = schedule.clock or (9, 0)
    made = {
        "daily": Schedule.daily(hour, minute, schedule.zone),
        "workdays": Schedule.weekly(WEEKDAYS[:5], hour, minute, schedule.zone),
        "monthly": Schedule.monthly(1, hour, minute, schedule.zone),
        "monthend": Schedule.monthly("last", hour, minute, schedule.zone),
    }
    return made[kind]


def with_day(schedule: Schedule, day: str) -> Schedule:
    """The week with one day more or less; the last one stays."""
    chosen = set(schedule.weekdays or ()) ^ {day} or {day}
    hour, minute = schedule.clock or (9, 0)
    return Schedule.weekly(tuple(chosen), hour, minute, schedule.zone)
