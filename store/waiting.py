"""Rows that respond to rows further down: they wait in a temporary file, only their keys in memory."""

import json
import tempfile
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from types import TracebackType

from store.import_rows import Entry, entry_of
from store.rows import Row


class Waiting:
    """The rows that wait, by the keys they wait for (Kahn's order: a row is released with its last target)."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._missing: dict[int, int] = {}
        self._keys: dict[int, str] = {}
        self._waiters: dict[str, list[int]] = defaultdict(list)

    def __enter__(self) -> "Waiting":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def put(self, entry: Entry, missing: frozenset[str]) -> None:
        """Keep a statement's row until all the keys it misses are recorded."""
        place = self._file.seek(0, 2)
        columns = sorted(entry.columns) if entry.columns is not None else None
        self._file.write(json.dumps([entry.line, entry.values, columns]).encode() + b"\n")
        self._missing[place] = len(missing)
        self._keys[place] = entry.key or ""
        for key in missing:
            self._waiters[key].append(place)

    def ready(self, recorded: Iterable[str]) -> Iterator[Entry]:
        """The rows that missed nothing but these, then those that missed nothing but them; they wait no longer."""
        keys = deque(recorded)
        while keys:
            for place in self._waiters.pop(keys.popleft(), []):
                if self._arrived(place):
                    keys.append(self._keys[place])
                    yield self._read(place)

    def _arrived(self, place: int) -> bool:
        """Whether this was the last row that it waited for."""
        self._missing[place] -= 1
        if self._missing[place]:
            return False
        del self._missing[place]
        return True

    def hopeless(self) -> Iterator[tuple[Entry, str]]:
        """The rows that wait for what is not here, or for a row that does; each with a key it misses."""
        here = {self._keys[place] for place in self._missing}
        lost = [key for key in list(self._waiters) if key not in here]
        while lost:
            key = lost.pop()
            for place in self._waiters.pop(key, []):
                if self._missing.pop(place, None) is not None:
                    lost.append(self._keys[place])
                    yield self._read(place), key

    def rest(self) -> Iterator[Entry]:
        """What is left once the hopeless are gone: rows that respond to each other in a circle, or to such rows."""
        for place in sorted(self._missing):
            yield self._read(place)

    def _read(self, place: int) -> Entry:
        self._file.seek(place)
        line, values, columns = json.loads(self._file.readline())
        entry = entry_of(Row(line, values, frozenset(columns) if columns is not None else None))
        assert isinstance(entry, Entry)
        return entry
