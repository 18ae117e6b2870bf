"""`/deliveries`: what became of messages that were to arrive by themselves, for the owners."""

from markupsafe import Markup

from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import plain, say
from handlers.reply import Button, Reply
from handlers.request import Request
from store import outbox


async def deliveries(request: Request, tools: Tools) -> Reply:
    """How many are in which state, and the last of those that did not simply arrive, with the reason."""
    language = request.language
    counts, troubled = await tools.db.read(outbox.overview, 20)
    total = ", ".join(f"{plain(language, f'outbox-{state}')}: {count}" for state, count in counts.items())
    lines = [
        say(
            language,
            "delivery-line",
            number=str(one.id),
            chat=one.title,
            state=say(language, f"outbox-{one.state}"),
            reason=one.reason or "",
        )
        for one in troubled
    ]
    again = [
        (Button(plain(language, "button-send-again", number=str(one.id)), data=f"again:{one.id}"),)
        for one in troubled
        if one.state == "unknown"
    ]
    nothing = say(language, "deliveries-none")
    return Reply((Markup("{}").format(total or nothing), *([Markup("\n").join(lines)] if lines else [])), tuple(again))


async def again(request: Request, tools: Tools) -> Reply:
    """Send once more what nobody knows about."""
    if not (request.words.isascii() and request.words.isdigit() and len(request.words) < 16):
        raise Refused("button-is-old")
    if not await tools.db.write(outbox.send_again, int(request.words), request.now):
        raise Refused("button-is-old")
    return Reply(toast=plain(request.language, "sent-again"))
