"""Many rows of a query as one: what is read at every question.

SQLite's driver lets the other threads go on before each row, and then waits its turn again; a hundred rows that come as
one wait once.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import Session


class Packed:
    """A query of some columns, the same on both databases; `many` are its parameters that stand for lists.

    Dates come as text, as JSON has none.
    """

    def __init__(self, columns: str, rest: str, *, many: tuple[str, ...] = ()) -> None:
        lists: list[Any] = [bindparam(name, expanding=True) for name in many]
        self._of = {
            "sqlite": text(f"SELECT json_group_array(json_array({columns})) {rest}").bindparams(*lists),
            "postgresql": text(f"SELECT json_agg(json_build_array({columns})) {rest}").bindparams(*lists),
        }

    def rows(self, session: Session, values: Mapping[str, Any]) -> list[list[Any]]:
        """The rows, in no order."""
        found = session.scalar(self._of[session.get_bind().dialect.name], values)
        rows: list[list[Any]] = json.loads(found) if isinstance(found, str) else found or []
        return rows
