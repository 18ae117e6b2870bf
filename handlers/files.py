"""`/import` and `/export`: the record as a file in the chat."""

import asyncio
import csv
import io
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from telegram import Message
from telegram.error import TelegramError

from handlers import add
from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import say, say_reason
from handlers.keeping import permitted
from handlers.reply import File, Reply
from handlers.request import Attachment, Request
from store.export import export_file
from store.moderators import Caller
from store.record import Role
from store.rows import BadFile
from store.transfer import Report, import_file

FILE_LIMIT = 20 << 20
"""Bytes of a file that a bot may fetch (Bot API, getFile)."""

SAYS_EVERY = 2.0
"""Seconds between two edits of the progress message: Telegram takes about one message a second in a chat."""

RECORDS = (".jsonl", ".ndjson", ".csv")


async def import_(request: Request, tools: Tools) -> Reply:
    """`/import` with a file, or as a reply to one; `/import strict` refuses all for one bad row."""
    attachment = request.attachment
    if attachment is None:
        raise Refused("usage-import")
    if not attachment.name.lower().endswith(RECORDS):
        raise Refused("import-kind", name=attachment.name[:80])
    if attachment.size > FILE_LIMIT:
        raise Refused("import-too-big", limit=str(FILE_LIMIT >> 20))
    caller = await permitted(request, tools)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = await _fetched(tools, attachment, Path(folder))
        strict = request.words.strip().casefold() == "strict"
        report = await _recorded(request, tools, caller, path, strict=strict)
    return _told(request.language, report)


async def document(request: Request, tools: Tools) -> Reply | None:
    """A file sent without a command: a record file is imported, a text is read as an article."""
    if request.attachment is None or not request.role.reaches(Role.MODERATOR):
        return await add.text(request, tools)
    if request.attachment.name.lower().endswith(RECORDS):
        return await import_(request, tools)
    return await add.article_file(request, tools)


async def export(request: Request, tools: Tools) -> Reply:
    """`/export`, `/export csv`, `/export jsonld`: the whole record."""
    kind = request.words.strip().casefold().replace("-", "") or "jsonl"
    kind = "jsonld" if kind == "json" else kind
    if kind not in {"jsonl", "csv", "jsonld"}:
        raise Refused("usage-export")
    await permitted(request, tools)
    day = request.now.astimezone(tools.zone).date().isoformat()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / f"record-{day}.{kind}"
        count = await asyncio.to_thread(export_file, tools.db, path)
        content = await asyncio.to_thread(path.read_bytes)
    return Reply((say(request.language, "exported", count=count),), file=File(path.name, content))


async def _fetched(tools: Tools, attachment: Attachment, folder: Path) -> Path:
    file = await tools.bot.get_file(attachment.file_id)
    path = folder / ("import" + Path(attachment.name).suffix.lower())
    path.write_bytes(bytes(await file.download_as_bytearray()))
    return path


async def _recorded(request: Request, tools: Tools, caller: Caller, path: Path, *, strict: bool) -> Report:
    """Import in a worker thread, while the progress message counts along."""
    size = max(path.stat().st_size, 1)
    read = [0]
    message = await tools.bot.send_message(request.chat.id, say(request.language, "importing", percent=0), "HTML")
    counting = asyncio.create_task(_count(request.language, message, lambda: min(99, read[0] * 100 // size)))

    def progress(more: int) -> None:
        read[0] += more

    try:
        return await asyncio.to_thread(
            import_file, tools.db, path, caller.author, request.now, strict=strict, progress=progress
        )
    except BadFile as error:
        [reason] = error.args
        said = say_reason(request.language, reason).replace(str(path), path.name)
        raise Refused("import-bad-file", reason=said) from None
    finally:
        counting.cancel()
        with suppress(TelegramError):
            await message.delete()


async def _count(language: str, message: Message, percent: Callable[[], int]) -> None:
    said = 0
    while True:
        await asyncio.sleep(SAYS_EVERY)
        if (now := percent()) != said:
            said = now
            try:
                await message.edit_text(say(language, "importing", percent=now), "HTML")
            except TelegramError:
                return


def _told(language: str, report: Report) -> Reply:
    """The summary; the refused rows as a file to mend and send again."""
    refused = len(report.refused) + report.unlisted
    summary = say(
        language,
        "imported",
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        names=report.names,
        refused=refused,
    )
    return Reply((summary,), file=_refused_rows(language, report) if refused else None)


def _refused_rows(language: str, report: Report) -> File:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("line", "column", "reason"))
    rows.writerows(
        (each.line, _harmless(each.column), _harmless(say_reason(language, each.reason))) for each in report.refused
    )
    return File("refused.csv", text.getvalue().encode("utf-8-sig"))


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
