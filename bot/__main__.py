"""The command line: `onrecord …` or `python -m bot …`. What a person can mend is one line, never a traceback."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from store.database import Database
    from store.transfer import Report

SAMPLE = Path(__file__).parent.parent / "store" / "sample" / "istanbul-2025-05-16.jsonl"
LONG_FILE = 1 << 20
"""Bytes from which an import takes long enough for a progress bar."""

LONG_EXPORT = 5000

GARBAGE = 50_000
"""New objects between two searches for garbage: with Python's 700 a tenth of a start goes into looking at imports."""

FILE = click.Path(dir_okay=False, path_type=Path)


class Commands(click.Group):
    """Says what went wrong in one line, for everything that a person can mend."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from bot.faults import in_words

            told = in_words(error)
            if told is None:
                raise
            raise click.ClickException(told) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def main() -> None:
    """On Record: a Telegram bot that keeps a public record of statements."""
    gc.set_threshold(GARBAGE)


@contextmanager
def _opened(*, upgrade: bool = True) -> Iterator[tuple["Settings", "Database"]]:
    """The settings and the database that they name, its schema up to date."""
    gc.disable()
    from bot.settings import load
    from store.database import Database

    settings = load()
    db = Database(settings.database_url)
    gc.freeze()  # what was imported stays; there is no use in looking through it again and again
    gc.enable()
    try:
        if upgrade:
            db.upgrade()
        yield settings, db
    finally:
        db.close()


@main.command()
def run() -> None:
    """Answer Telegram, by long polling, or by a webhook when WEBHOOK_URL is set."""
    with _opened() as (settings, db):
        _run(settings, db)


def _run(settings: "Settings", db: "Database") -> None:
    from bot import app

    _begin(settings, db)
    if settings.webhook_url:
        from bot import webhook

        webhook.run(settings, db)
    else:
        app.run(settings, db)


@main.command()
def work() -> None:
    """Only what is due by itself: digests and the outbox, beside processes that answer."""
    from bot import webhook

    with _opened() as (settings, db):
        _begin(settings, db)
        webhook.run_work(settings, db)


def _begin(settings: "Settings", db: "Database") -> None:
    """What every process that serves Telegram does first."""
    from bot import logs
    from store import cores

    logs.set_up(settings.log_level, settings.log_format)
    assert settings.token
    if not db.is_sqlite:
        cores.hold_together()


@main.command()
def chat() -> None:
    """Talk to the bot in the terminal: no token, no network."""
    with _opened() as (settings, db):
        _chat(settings, db)


def _chat(settings: "Settings", db: "Database") -> None:
    from bot import terminal

    terminal.run(settings, db)


@main.command(hidden=True)
def start() -> None:
    """What `make run` does: the sample into an empty record, then the bot, or the terminal without a token."""
    with _opened() as (settings, db):
        _load_sample_if_empty(db)
        (_run if settings.bot_token else _chat)(settings, db)


def _load_sample_if_empty(db: "Database") -> None:
    from store.export import total

    if not db.read_now(total):
        _import(db, SAMPLE)


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--batch", type=click.File(encoding="utf-8"), help="Answer each line of a file ('-': standard input).")
def ask(question: str | None, as_json: bool, batch: Any) -> None:
    """Print the answer to one QUESTION, or to each line of a file as JSON Lines."""
    if (question is None) == (batch is None):
        raise click.UsageError('Give one question in quotes, or --batch FILE: onrecord ask "Who demanded a ceasefire?"')
    from bot import asking
    from handlers.upkeep import catch_up

    with _opened() as (settings, db):
        catch_up(db)
        for line in [question] if batch is None else batch:
            if not (words := (line or "").strip()):
                continue
            told = asking.tell(db, settings, words, datetime.now(UTC))
            if as_json or batch is not None:
                click.echo(json.dumps(asking.as_object(db, told), ensure_ascii=False))
            else:
                click.echo(asking.as_text(told))


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--strict", is_flag=True, help="Refuse a whole file when one of its rows is bad.")
def import_(files: tuple[Path, ...], strict: bool) -> None:
    """Record the statements of .jsonl or .csv FILES; the same file twice changes nothing."""
    from store.transfer import write_refused

    refused = False
    with _opened() as (_, db):
        for path in files:
            report = _import(db, path, strict=strict)
            click.echo(f"{path}: {report.summary()}")
            for note in report.notes:
                click.echo(note, err=True)
            if report.refused:
                refused = True
                click.echo(write_refused(report), err=True)
    if refused:
        sys.exit(1)


def _import(db: "Database", path: Path, *, strict: bool = False) -> "Report":
    from bot.progress import bar
    from store.record import Author
    from store.transfer import import_file

    size = path.stat().st_size if path.exists() else 0
    with bar(f"Importing {path.name}", size, long=LONG_FILE) as told:
        return import_file(db, path, Author(None, "import"), datetime.now(UTC), strict=strict, progress=told)


@main.command()
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Write the record to a FILE: .jsonl (all, with its history), .csv, or .jsonld (schema.org claims)."""
    from bot.progress import bar
    from store.export import export_file, total

    with _opened() as (_, db), bar(f"Exporting {file.name}", db.read_now(total), long=LONG_EXPORT) as told:
        written = export_file(db, file, told)
    click.echo(f"{file}: {written} statements")


@main.command()
def sample() -> None:
    """Load the sample record: what was said around the Istanbul talks of May 2025."""
    with _opened() as (_, db):
        click.echo(_import(db, SAMPLE).summary())


@main.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    with _opened(upgrade=False) as (_, db):
        before = db.version()
        db.upgrade()
        after = db.version()
    click.echo(f"The database is at version {after}." if before == after else f"Upgraded: {before or 'new'} → {after}.")


@main.command()
def verify() -> None:
    """Walk the log's hash chain: whether any entry was rewritten, removed or put in between."""
    from store import history

    with _opened() as (_, db):
        broken = db.read_now(history.verify)
        last, _ = db.read_now(history.head)
    if broken is not None:
        raise click.ClickException(f"Entry {broken.number} of the log {broken.reason}.")
    click.echo(f"The log is whole: {last} entries.")


@main.command()
def reindex() -> None:
    """Build the search index anew, when `doctor` finds it out of step."""
    from bot.progress import bar
    from store import copy as copying
    from store.export import total

    with _opened() as (_, db), bar("Indexing", db.read_now(total), long=LONG_EXPORT) as told:
        copying.reindex(db, told)
    click.echo("The search index is in step with the record.")


@main.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write a consistent copy of everything to FILE while the bot is running: a SQLite database."""
    from store.backup import backup as write

    with _opened(upgrade=False) as (_, db):
        entries = write(db, file)
    click.echo(f"{file}: {entries} entries of the log, checked.")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--base-url", default="http://localhost:8000", show_default=True, help="Where DIR will be on the web.")
@click.option("--bot", help="The bot's @username, for links that open a statement in Telegram.")
@click.option("--language", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True)
def publish(folder: Path, base_url: str, bot: str | None, language: str) -> None:
    """Write the record into DIR as a small static web site, to be put on any web server as it is."""
    from bot.publish import publish as write

    name = bot.removeprefix("@") if bot else None
    with _opened() as (_, db):
        done = write(db, folder, base_url=base_url, bot_username=name, now=datetime.now(UTC), language=language)
    click.echo(f"{folder}: {done.pages} pages, {done.size / 1e6:.1f} MB.")


@main.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy a whole database FROM one URL TO another, empty one: between SQLite and PostgreSQL, backups included."""
    from bot.progress import bar
    from store import copy as copying
    from store.database import Database

    file = _url(source).removeprefix("sqlite:///")
    if file != _url(source) and not Path(file).exists():
        raise click.ClickException(f"{file}: there is no such file.")
    reading, writing = Database(_url(source)), Database(_url(target))
    try:
        with bar("Copying", copying.sized(reading), long=LONG_EXPORT) as told:
            rows = copying.copy(reading, writing, told)
    finally:
        reading.close()
        writing.close()
    click.echo(f"{rows} rows copied; the log is whole.")


def _url(place: str) -> str:
    """A database's URL; a plain file name is a SQLite file."""
    return place if "://" in place else f"sqlite:///{place}"


@main.command()
def doctor() -> None:
    """Check settings, database, search index, clock and token, and say how to mend what is wrong."""
    from bot.doctor import Level, examine

    failed = False
    for check in examine(datetime.now(UTC)):
        click.echo(str(check))
        failed = failed or check.level is Level.FAIL
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
