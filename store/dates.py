"""Dates of limited precision: a year, a month or a day, never padded to a false day (EDTF level 0, ISO 8601-2)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from store.reasons import Reason

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day; its text form is `2022`, `2025-05` or `2025-05-16`."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read EDTF level 0.

        Raises:
            ValueError: naming the text, when it is not a year, month or day that exists.
        """
        match = _EDTF.fullmatch(text.strip())
        if match is None:
            raise ValueError(Reason("not-a-date", text=text))
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise ValueError(Reason("no-such-day", text=text)) from None
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def first(self) -> date:
        """The earliest day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
