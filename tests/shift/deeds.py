"""Everything that a moderator does in a shift, and how often."""

import json
import random
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence

from telegram import User

from store.record import Act
from tests.shift.keeper import PATIENCE, SPEAKERS, TOPICS, Keeper
from tests.shift.phone import Heard

Deed = Callable[[Keeper], Awaitable[None]]

RULINGS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("demand", "appeal", "propose"), ("accepted", "partly accepted", "fulfilled")),
    "promise": ("kept", "broken", "in progress"),
    **dict.fromkeys(("claim", "accuse", "warn", "deny"), ("confirmed", "disputed", "refuted")),
    **dict.fromkeys(("agree", "reject"), ("withdrawn",)),
}


async def add_line(me: Keeper) -> None:
    fields = me.fields()
    line = " | ".join((fields["speaker"], fields["act"], fields["text"], f"on: {fields['said_on']}"))
    more = f"to: {fields['addressee'][0]} | topic: {fields['topics'][0]} | source: {fields['source']['title']}"
    await me.save(await me.begun(f"/add {line} | {more}, {fields['source']['url']}"), fields)


async def add_guided(me: Keeper) -> None:
    fields = me.fields()
    await me.save(await me.walked(await me.says("/add"), fields), fields)


async def add_forwarded(me: Keeper) -> None:
    mark, fields = me.mark(), me.fields()
    chat = {"id": -100777, "type": "channel", "title": "Post", "username": "kremlin"}
    origin = {"type": "channel", "date": 1747353600, "message_id": len(mark), "chat": chat}
    quote = f"So it was said: {mark}."
    message = await me.phone.finds(me.user, quote, origin)
    source = {"title": "Post", "url": f"https://t.me/kremlin/{len(mark)}"}
    for _ in range(PATIENCE):
        heard = await me.says("/add", reply_to=message)
        if heard.silent:
            heard = await me.resumed()
        if not heard.silent:
            fields |= {"quote": quote, "source": source}
            await me.save(await me.walked(heard, fields), fields)
            return


async def add_from_article(me: Keeper) -> None:
    """Two proposals: the first is saved, the second dropped."""
    mark = me.mark()
    text = f"Harbours and harvests {mark}\n\n" + "The day was long and little moved. " * 25
    text += f"“The {mark} must be opened,” Zelenskiy demanded. Then there was tea. "
    text += f"Russia rejected the {mark} plan of the mediators."
    heard = await me.begun(f"/add {text}")
    shown = re.search(r"“(The \w+ must be opened)", heard.text)
    if shown is None or not heard.button(":save$"):
        await me.says("/cancel")
        return
    rest = await me.save(heard, {"act": "demand"})
    while rest.button(r":cancel$"):
        rest = await me.presses(rest, r":cancel$")


async def add_suggested(me: Keeper) -> None:
    """The oldest suggestion that waits is looked at and saved, or refused."""
    heard = await _again(me, "/queue")
    verb = "refuse" if me.dice.random() < 0.3 else "approve"
    heard = await me.presses(heard, f":{verb}$")
    if verb == "refuse" or heard.button(r":save$") is None:
        return
    await me.save(heard, {})


async def edit_line(me: Keeper) -> None:
    number = me.number()
    await me.order(
        "edit", number, f"/edit {number} quote: It was {me.mark()}. | on: 2025-05-{me.dice.randrange(10, 31)}"
    )


async def edit_form(me: Keeper) -> None:
    number = me.number()
    heard = await _again(me, f"/edit {number}")
    heard = await me.presses(heard, r":go:quote$")
    if heard.silent:
        heard = await me.resumed()
    if "exact words" not in heard.text:
        await me.says("/cancel")
        return
    mark = me.mark()
    heard = await me.says(f"It was {mark}.")
    if heard.silent:
        heard = await me.resumed()
    found = await me.save(heard, {"text": mark}, "edit")
    if "Corrected" not in found.text and "Saved already" not in found.text:
        await me.says("/cancel")


async def rule(me: Keeper) -> None:
    number = me.dice.choice(list(me.board.acts))
    status = me.dice.choice(RULINGS[me.board.acts[number]])
    source = f" source: Paper, https://example.org/{me.mark()}"
    await me.order("rule", number, f"/status {number} {status} because of {me.mark()}{source}")
    me.board.ruled.append(number)


async def rule_when_asked(me: Keeper) -> None:
    """The source comes as an answer, or the button says that there is none."""
    number = me.dice.choice(list(me.board.acts))
    status = me.dice.choice(RULINGS[me.board.acts[number]])
    heard = await _again(me, f"/status {number} {status} because of {me.mark()}")
    if not heard.button(r":nosource$"):
        return
    if me.dice.random() < 0.5:
        answer = await me.says(f"Paper, https://example.org/{me.mark()}")
    else:
        answer = await me.presses(heard, r":nosource$")
    if answer.button(r"^order:\d+:yes:"):
        answer = await me.presses(answer, r"^order:\d+:yes:")
    if answer.silent:
        if await me.has_done("rule", number):
            me.confirm("rule", number)
    elif me.noted("rule", number, answer):
        me.board.ruled.append(number)


async def lift(me: Keeper) -> None:
    number = me.dice.choice(me.board.ruled or [me.number()])
    await me.order("lift", number, f"/status {number} lift")


async def link(me: Keeper) -> None:
    number, other = me.dice.sample(me.board.numbers, 2)
    await me.order("link", number, f"/link {number} responds {other}")


async def source(me: Keeper) -> None:
    number, mark = me.number(), me.mark()
    await me.order("source", number, f"/source {number} Paper {mark}, https://example.org/{mark}")


async def retract(me: Keeper) -> None:
    number = me.number()
    heard = await me.order("retract", number, f"/retract {number} because of {me.mark()}")
    if heard.button(r"^undo:"):
        me.board.retracted.append(number)


async def restore(me: Keeper) -> None:
    number = me.board.retracted.pop() if me.board.retracted else me.number()
    await me.order("restore", number, f"/restore {number}")


async def merge(me: Keeper) -> None:
    number, other = me.dice.sample(me.board.numbers, 2)
    await me.order("merge", number, f"/merge {number} into {other}")


async def undo_pressed(me: Keeper) -> None:
    """A change, and the button under it."""
    number = me.number()
    done = await me.order("source", number, f"/source {number} Paper {me.mark()}")
    button = done.button(r"^undo:")
    for _ in range(PATIENCE if button else 0):
        assert button is not None
        heard = await me.phone.presses(me.user, *button)
        if "Taken back" in heard.text or "not your last change" in heard.text or "done already" in heard.text:
            me.confirm("undo", "")
        if not heard.silent:
            return


async def undo_said(me: Keeper) -> None:
    number = me.number()
    done = await me.order("edit", number, f"/edit {number} quote: {me.mark()}")
    if not done.button(r"^undo:"):
        return
    heard = await me.says("/undo")
    if "Taken back" in heard.text or "done already" in heard.text:
        me.confirm("undo", "")
    elif heard.silent:
        me.doubt("undo", "")


async def actor(me: Keeper) -> None:
    await _noun(me, "actor", SPEAKERS)


async def topic(me: Keeper) -> None:
    await _noun(me, "topic", TOPICS)


async def _noun(me: Keeper, noun: str, known: Sequence[str]) -> None:
    """A name is added, given another, called otherwise and merged into one that is known."""
    name, other = f"New {me.mark()}", f"Newer {me.mark()}"
    await _named(me, f"{noun} add", name, f"/{noun} add {name}")
    await _named(me, f"{noun} alias", name, f"/{noun} alias {name}: {me.mark()}")
    await _named(me, f"{noun} rename", other, f"/{noun} rename {name} to {other}")
    await _named(me, f"{noun} merge", other, f"/{noun} merge {other} into {me.dice.choice(known)}")


async def _named(me: Keeper, kind: str, name: str, command: str) -> None:
    asked = 0
    while asked < PATIENCE:
        heard, asked = await me.says(command), asked + 1
        if not heard.silent:
            done = heard.button("^undolast$") or "done already" in heard.text
            if done:
                me.confirm(kind, name)
            elif asked > 1:
                me.doubt(kind, name)
            return


async def import_file(me: Keeper) -> None:
    """Three statements as a file; sent again it changes nothing, so silence is answered by sending it again."""
    marks = [me.mark() for _ in range(3)]
    rows = [{"type": "statement", "id": mark, **me.fields()} for mark in marks]
    content = "\n".join(map(json.dumps, rows))
    for _ in range(PATIENCE):
        heard = await me.phone.sends(me.user, "record.jsonl", content, caption="/import")
        if "Imported." in heard.text:
            for mark in marks:
                me.confirm("import", mark)
            return


async def look(me: Keeper) -> None:
    """What changes nothing."""
    for words in ("/export", "/mods", "/unanswered", f"/history {me.number()}", f"/s{me.number()}", "/queue", "/open"):
        await me.says(words)


async def change_of_mind(me: Keeper) -> None:
    """A statement is begun and given up."""
    heard = await me.says("/add")
    await me.presses(heard, r":pick:")
    await me.says("/cancel")


async def _again(me: Keeper, words: str) -> Heard:
    for _ in range(PATIENCE):
        heard = await me.says(words)
        if not heard.silent:
            return heard
    return Heard()


DEEDS: Mapping[Deed, int] = {
    add_line: 34,
    add_guided: 12,
    add_forwarded: 8,
    add_from_article: 4,
    add_suggested: 8,
    edit_line: 24,
    edit_form: 8,
    rule: 14,
    rule_when_asked: 8,
    lift: 8,
    link: 12,
    source: 12,
    retract: 9,
    restore: 6,
    merge: 8,
    undo_pressed: 7,
    undo_said: 4,
    actor: 3,
    topic: 2,
    import_file: 3,
    look: 3,
    change_of_mind: 3,
}
"""200 in all."""


async def offer(me: Keeper, number: int) -> None:
    """A reader's suggestions, for the moderators to decide on."""
    for _ in range(number):
        fields = me.fields()
        heard = await me.says(f"/suggest {fields['speaker']} | {fields['act']} | {fields['text']}")
        if heard.button(r":save$"):
            await me.presses(heard, r":save$")


def decks(people: Sequence[User], seed: int, share: float = 1.0) -> dict[int, list[Deed]]:
    """Who does what in which order: all deeds, or a share of each, shuffled and dealt."""
    cards = [deed for deed, times in DEEDS.items() for _ in range(max(1, round(times * share)))]
    random.Random(seed).shuffle(cards)
    return {user.id: cards[at :: len(people)] for at, user in enumerate(people)}


def acts_of_sample() -> dict[int, str]:
    """The acts of the statements that a newsroom begins with."""
    return dict(enumerate(map(str, (Act.DEMAND, Act.REJECT, Act.DEMAND, Act.PROMISE)), 1))
