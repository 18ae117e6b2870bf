"""`/add` in its forms: guided, one line, a forwarded message, an article; and what is typed and pressed then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers import ask, digests, drafting, moderate
from handlers.article import plain_text, proposals, title_of
from handlers.card import change_block
from handlers.context import Tools
from handlers.draft_line import BadLine, fields_of_line
from handlers.drafting import Finished, Scene, Shown
from handlers.errors import Refused
from handlers.form import PREVIEW
from handlers.form_view import edit_menu, preview, question, resume
from handlers.i18n import plain, say
from handlers.keeping import act, act_as, caller
from handlers.render import marked_line, statement_block
from handlers.reply import Button, Reply
from handlers.request import Quoted, Request
from store import drafts, keyboards, orders
from store.actors import directory
from store.keyboards import Place
from store.record import Role
from store.record_file import TEXT_LIMIT

SILENCE = timedelta(hours=1)
"""After this a typed message is no longer taken for the answer to the form's question without asking."""

ARTICLE_FROM = 700
"""Characters from which words without bars are read as an article."""

ARTICLE_BYTES = 1 << 20


async def add(request: Request, tools: Tools) -> Reply:
    """`/add`: by what came with it, one line, an article, a message replied to, or nothing."""
    if request.attachment is not None:
        return await article_file(request, tools)
    if request.words and len(request.words) >= ARTICLE_FROM and "|" not in request.words:
        return await article(request, tools, request.words, title_of(request.words))
    if request.words:
        return await line(request, tools)
    if request.quoted is not None:
        return await _from_message(request, tools, request.quoted)
    if not request.private:
        raise Refused("add-in-private")
    return await _guided(request, tools, "add")


async def suggest(request: Request, tools: Tools) -> Reply:
    """`/suggest`: the same form, for the moderators to decide on; in a group without questions and without words."""
    if not request.private:
        return await _suggest_here(request, tools)
    if request.words:
        return await line(request, tools, "suggest")
    if request.quoted is not None and request.quoted.text:
        fields = _of_message(request.quoted)
        return shown(request, tools, await _begin(request, tools, kind="suggest", fields=fields))
    return await _guided(request, tools, "suggest")


async def _suggest_here(request: Request, tools: Tools) -> Reply:
    """A line, or the message that is replied to, offered as it stands: eyes under it say that it was taken."""
    quoted, taken = request.quoted, None
    try:
        fields = fields_of_line(request.words, request.now.astimezone(tools.zone).date()) if request.words else {}
    except BadLine as bad:
        return marked_line(request.language, bad, "/suggest")
    if not fields:
        if quoted is None or not quoted.text:
            raise Refused("suggest-in-private")
        fields, taken = _of_message(quoted), (request.chat.id, quoted.message or 0)
    await act_as(Role.READER, request, tools, drafting.offer, {**fields, "language": request.language})
    return Reply((say(request.language, "finished-suggest"),), reaction="👀", reacts_to=taken, quiet=True)


async def _guided(request: Request, tools: Tools, kind: str) -> Reply:
    draft = await tools.db.read(drafts.of, caller(request, tools).person)
    if draft is not None:
        return resume(request.language, draft)
    return shown(request, tools, await _begin(request, tools, kind=kind, fields={}))


async def line(request: Request, tools: Tools, kind: str = "add") -> Reply:
    """The one-line form: the preview, or the line with its mistake marked."""
    try:
        fields = fields_of_line(request.words, request.now.astimezone(tools.zone).date())
    except BadLine as bad:
        return marked_line(request.language, bad, f"/{kind}")
    return shown(request, tools, await _begin(request, tools, kind=kind, fields=fields))


async def article(request: Request, tools: Tools, text: str, title: str | None, url: str | None = None) -> Reply:
    """What an article says that speakers on record said: the first proposal, the others behind it."""
    names = await tools.db.read(directory)
    source = {name: value for name, value in (("title", title), ("url", url)) if value}
    found = [each.fields() | ({"source": source} if source else {}) for each in proposals(text, names)]
    if not found:
        raise Refused("no-proposals")
    first, *waiting = found
    begun = await _begin(request, tools, kind="add", fields=first, step=PREVIEW, waiting=waiting)
    return shown(request, tools, begun)


async def article_file(request: Request, tools: Tools) -> Reply:
    """A `.txt` or `.html` file is read as an article."""
    attachment = request.attachment
    assert attachment is not None
    name = attachment.name.lower()
    if not name.endswith((".txt", ".html", ".htm")):
        raise Refused("article-kind")
    if attachment.size > ARTICLE_BYTES:
        raise Refused("article-too-big", limit=str(ARTICLE_BYTES >> 10))
    file = await tools.bot.get_file(attachment.file_id)
    text = bytes(await file.download_as_bytearray()).decode("utf-8-sig", errors="replace")
    if name.endswith(".txt"):
        return await article(request, tools, text, title_of(text))
    title, body = plain_text(text)
    return await article(request, tools, body, title or title_of(body))


async def edit_form(request: Request, tools: Tools, number: int) -> Reply:
    """`/edit 12` alone: which part."""
    return shown(request, tools, await act(request, tools, drafting.begin_edit, number))


async def cancel(request: Request, tools: Tools) -> Reply:
    """`/cancel`: gives up what a digest asked for, or what is being written."""
    if (digest := await digests.cancel(request, tools)) is not None:
        return digest
    return shown(request, tools, await act_as(Role.READER, request, tools, drafting.cancel))


async def text(request: Request, tools: Tools) -> Reply | None:
    """What somebody types in private: the answer that was asked for, else a question to the record."""
    person = request.person.id if request.person else None
    if person is not None and request.role.reaches(Role.MODERATOR):
        owed = await tools.db.read(orders.asked, person, request.now)
        if owed is not None:
            return await moderate.answered(request, tools, owed[0])
    draft = await tools.db.read(drafts.of, person) if person is not None else None
    if draft is None or draft.step == PREVIEW or not _may(request, draft.kind):
        return await ask.ask(request, tools)
    if draft.touched_at is not None and request.now - draft.touched_at > SILENCE:
        return resume(request.language, draft)
    return await _typed(request, tools)


async def reply(request: Request, tools: Tools) -> Reply:
    """A reply to the bot in a group: the answer to what that message asked this person, else a question."""
    person = request.person.id if request.person else None
    if person is None or request.quoted is None or request.quoted.message is None:
        return await ask.ask(request, tools)
    place = Place(request.chat.id, request.quoted.message)
    name, _, number = (await tools.db.read(keyboards.at, person, place) or "").partition(":")
    if name == "order" and request.role.reaches(Role.MODERATOR):
        return await moderate.answered(request, tools, int(number))
    draft = await tools.db.read(drafts.of, person) if name == "form" else None
    if draft is None or draft.step == PREVIEW or not _may(request, draft.kind):
        return await ask.ask(request, tools)
    return await _typed(request, tools)


async def _typed(request: Request, tools: Tools) -> Reply:
    today = request.now.astimezone(tools.zone).date()
    return shown(request, tools, await act_as(Role.READER, request, tools, drafting.typed, request.words, today))


async def press(request: Request, tools: Tools) -> Reply:
    """A button of the form: `id:version:verb[:value]`."""
    id_, _, rest = request.words.partition(":")
    version, _, what = rest.partition(":")
    if not (id_.isdecimal() and version.isdecimal() and len(id_) < 16 and len(version) < 10):
        raise Refused("button-is-old")
    found = await act_as(Role.READER, request, tools, drafting.press, (int(id_), int(version)), what)
    return shown(request, tools, found)


async def _begin(request: Request, tools: Tools, **how: Any) -> Scene:
    if how["kind"] == "suggest":
        how["fields"] = {**how["fields"], "language": request.language}
    return await act_as(Role.READER, request, tools, drafting.begin, **how)


def _may(request: Request, kind: str) -> bool:
    return kind == "suggest" or request.role.reaches(Role.MODERATOR)


async def _from_message(request: Request, tools: Tools, quoted: Quoted) -> Reply:
    if len(quoted.text) > TEXT_LIMIT:
        return await article(request, tools, quoted.text, quoted.title or title_of(quoted.text), quoted.link)
    return shown(request, tools, await _begin(request, tools, kind="add", fields=_of_message(quoted)))


def _of_message(quoted: Quoted) -> dict[str, Any]:
    """Its text as the quote, its link as the source, its day to be offered."""
    source = {name: value for name, value in (("title", quoted.title), ("url", quoted.link)) if value}
    found: dict[str, Any] = {"quote": quoted.text.strip()[:TEXT_LIMIT] or None, "source": source or None}
    if quoted.chat is not None:
        found["message"] = [quoted.chat, quoted.message]
    if quoted.sent_at is not None:
        found["sent_on"] = quoted.sent_at.date().isoformat()
    return {name: value for name, value in found.items() if value}


def shown(request: Request, tools: Tools, found: Shown) -> Reply:
    """The message for what comes next."""
    if isinstance(found, Finished):
        return _finished(request, tools, found)
    notes = [change_block(request.language, change) for change in found.changes[-3:]]
    if found.menu:
        return replace(edit_menu(request.language, found.draft), edit=request.pressed)
    if found.view is None:
        today = request.now.astimezone(tools.zone).date()
        return replace(question(request.language, found.draft, found.recent, today), edit=request.pressed)
    reply = preview(request.language, found.draft, found.view)
    if notes:
        number = str(found.draft.number)
        notes.insert(0, say(request.language, "changed-meanwhile", number=number))
    return replace(reply, blocks=(*notes, *reply.blocks), edit=request.pressed)


def _finished(request: Request, tools: Tools, done: Finished) -> Reply:
    number = str(done.statement.number) if done.statement else ""
    title = say(request.language, f"finished-{done.kind}", number=number, who=done.who)
    if done.then is not None:
        following = shown(request, tools, done.then)
        return replace(following, blocks=(title, *following.blocks), edit=False)
    if done.statement is None:
        return Reply((title,), edit=request.pressed, settles="form")
    undo = Button(plain(request.language, "button-undo"), data=f"undo:{done.change}")
    buttons = ((undo,),) if done.change is not None else ()
    block = statement_block(request.language, done.statement)
    sign = "✍" if done.message is not None and done.kind == "add" else None
    return Reply(
        (title, block),
        buttons,
        edit=request.pressed,
        shows=(done.statement,),
        settles="form",
        reaction=sign,
        reacts_to=done.message,
    )
