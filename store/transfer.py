"""Importing a record file: rows by their stable key, in batches, bad rows refused by line, column and reason.

The same file twice changes nothing; a changed row makes a revision. A row may respond to one further down: it waits
in a temporary file until what it responds to is recorded, so that the file is never in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlmodel import Session

from store import restore
from store.csv_file import csv_rows
from store.database import Database
from store.import_batch import Outcome, write
from store.import_rows import Entry, entry_of
from store.reasons import Reason
from store.record import Author
from store.rows import BadFile, Refusal, Row, json_rows
from store.waiting import Waiting

BATCH = 500
"""Rows in one transaction: long enough to be fast, short enough that the bot's own changes need not wait."""

MANY = 1000
"""Rows after which the database is to count anew what it holds, to know how it is best read."""

LISTED = 10_000
"""Refused rows that are kept to be shown; more are only counted."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file: statements added, changed and unchanged, names (speakers, topics) added or changed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    names: int = 0
    refused: tuple[Refusal, ...] = ()
    unlisted: int = 0
    notes: tuple[str, ...] = ()

    def summary(self) -> str:
        """One line in English, for the terminal."""
        told = f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged"
        names = f"; {self.names} speakers and topics" if self.names else ""
        refused = len(self.refused) + self.unlisted
        return f"{told}{names}; {refused} refused" if refused else f"{told}{names}"


class Refuse(Exception):
    """A strict import met bad rows: nothing was recorded."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report.refused) + report.unlisted} bad rows")
        self.report = report


def import_file(
    db: Database, path: Path, author: Author, now: datetime, *, strict: bool = False, progress: Progress | None = None
) -> Report:
    """Record a `.jsonl` or `.csv` file; an export with its history is restored as it was into an empty record.

    `progress` is called with the bytes read since the last call. With `strict` one bad row refuses all: the report
    then counts nothing as added or changed.

    Raises:
        BadFile: when the file cannot be read at all.
    """
    report = _imported(db, path, author, now.astimezone(UTC), progress or (lambda _: None), strict=strict)
    if report.added + report.changed >= MANY:
        db.analyze()
    return report


def _imported(db: Database, path: Path, author: Author, now: datetime, told: Progress, *, strict: bool) -> Report:
    restored = restore.restore(db, path, told) if path.suffix.lower() != ".csv" else None
    if restored is not None and restored.statements is not None:
        return Report(added=restored.statements, names=restored.names)
    notes = (restored.note,) if restored and restored.note else ()

    def run(write_with: Callable[..., Any]) -> Report:
        with _opened(path) as file:
            rows = csv_rows(file) if path.suffix.lower() == ".csv" else json_rows(file)
            return _Import(write_with, author, now, notes).run(rows, file, told)

    if not strict:
        return run(db.write_now)
    try:
        return db.write_now(_strictly, run)
    except Refuse as refused:
        return refused.report


def _strictly(session: Session, run: Callable[[Callable[..., Any]], Report]) -> Report:
    """All in one transaction, which a refusal rolls back."""

    def write_here(fn: Callable[..., Any], *args: Any) -> Any:
        found = fn(session, *args)
        session.expire_all()
        return found

    report = run(write_here)
    if report.refused:
        raise Refuse(Report(refused=report.refused, unlisted=report.unlisted))
    return report


def _opened(path: Path) -> BinaryIO:
    if path.suffix.lower() not in {".jsonl", ".ndjson", ".csv"}:
        raise BadFile(f"{path.name}: a record file ends in .jsonl or .csv.")
    try:
        return path.open("rb")
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.") from None


@dataclass
class _Import:
    """One run over one file."""

    write: Callable[..., Any]
    author: Author
    now: datetime
    notes: tuple[str, ...]
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    names: int = 0
    unlisted: int = 0
    refused: list[Refusal] = field(default_factory=list)
    seen: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def run(self, rows: Iterator[Row | Refusal], file: BinaryIO, told: Progress) -> Report:
        with Waiting() as self.waiting:
            read = 0
            for batch in _batches(self._entries(rows)):
                self._flush(batch)
                at = file.tell()
                told(at - read)
                read = at
            self._last()
            told(file.tell() - read)
        return self._report()

    def _entries(self, rows: Iterator[Row | Refusal]) -> Iterator[Entry]:
        for row in rows:
            found = entry_of(row) if isinstance(row, Row) else row
            if isinstance(found, Refusal):
                self._refuse(found)
            elif found is not None and not self._twice(found):
                self.unknown |= found.unknown if len(self.unknown) < 20 else set()
                yield found

    def _twice(self, entry: Entry) -> bool:
        """Whether the statement came before in this file; with other words it is refused."""
        if not entry.key:
            return False
        line, digest = self.seen.setdefault(entry.key, (entry.line, entry.digest))
        if line != entry.line and digest != entry.digest:
            self._refuse(Refusal(entry.line, "id", Reason("other-details", line=line)))
        return line != entry.line

    def _flush(self, entries: Sequence[Entry]) -> None:
        """Write what is ready, then what waited for it."""
        recorded = self._write(entries)
        for batch in _batches(self.waiting.ready(recorded)):
            self._write(batch)

    def _write(self, entries: Sequence[Entry]) -> list[str]:
        """Write a batch; returns the keys that are now on record."""
        outcome: Outcome = self.write(write, entries, self.author, self.now)
        self._count(outcome)
        for entry, missing in outcome.waiting:
            self.waiting.put(entry, missing)
        return outcome.recorded

    def _last(self) -> None:
        """What waits for rows that never came is refused; rows in a circle are recorded first and linked then."""
        for entry, missing in self.waiting.hopeless():
            self._refuse(Refusal(entry.line, "responds_to", Reason("answers-nothing", key=missing)))
        for links in (False, True):
            for batch in _batches(self.waiting.rest()):
                outcome: Outcome = self.write(write, batch, self.author, self.now, "all" if links else "none")
                self._count(outcome, again=links)

    def _count(self, outcome: Outcome, *, again: bool = False) -> None:
        for refusal in outcome.refused:
            self._refuse(refusal)
        if not again:
            self.added += outcome.added
            self.changed += outcome.changed
            self.unchanged += outcome.unchanged
        self.names += outcome.names

    def _refuse(self, refusal: Refusal) -> None:
        if len(self.refused) < LISTED:
            self.refused.append(refusal)
        else:
            self.unlisted += 1

    def _report(self) -> Report:
        unknown = [f"Left out, since the record has no such column: {', '.join(sorted(self.unknown))}."]
        return Report(
            self.added,
            self.changed,
            self.unchanged,
            self.names,
            tuple(sorted(self.refused, key=lambda refusal: refusal.line)),
            self.unlisted,
            (*self.notes, *(unknown if self.unknown else [])),
        )


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def write_refused(report: Report) -> str:
    """The refused rows as text, one a line, to be read or sent as a file."""
    lines = [f"line {refusal.line}: {refusal.column}: {refusal.reason}" for refusal in report.refused]
    more = [f"… and {report.unlisted} more"] if report.unlisted else []
    return "\n".join([*lines, *more])
