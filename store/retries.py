"""When a failed transaction is run again: where nothing of it stayed, and where another try may succeed."""

from sqlalchemy.exc import DBAPIError, OperationalError

PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0)
"""Seconds before each new try: a server that restarts within 20 s costs a late answer, not a lost one."""

_CONFLICTS = frozenset({"40001", "40P01"})
"""Serialisation failure and deadlock (PostgreSQL, Appendix A): the server has rolled back, even at a commit."""

_GONE = ("08", "57P")
"""Connection exceptions, and a server that shuts down or is starting up."""


def may_pass(error: DBAPIError, *, committing: bool) -> bool:
    """Whether to run the transaction again.

    A connection lost while committing is not repeated: the server may have done it before it went.
    """
    state = getattr(error.orig, "sqlstate", None)
    if state in _CONFLICTS:
        return True
    if "database is locked" in str(error.orig):
        return True
    return not committing and (error.connection_invalidated or _is_away(error, state))


def _is_away(error: DBAPIError, state: str | None) -> bool:
    if state is not None:
        return state.startswith(_GONE)
    return isinstance(error, OperationalError) and type(error.orig).__module__.startswith("psycopg")
