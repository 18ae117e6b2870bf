"""What can go wrong for a person, and what they are told.

Refused                 a person can fix it: `message` and `values` are what to say
└── NotAllowed          the person may not do this
Everything else         our mistake: `context.report` logs it, the person is told that nothing was changed
"""

from typing import Any


class Refused(Exception):
    """Says what was wrong, where, and what to type instead: a message of the locales with its values."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    @property
    def outlived(self) -> bool:
        """Whether it was about a button whose target is gone, moved on or decided: such a button goes."""
        return self.message in _OUTLIVED


_OUTLIVED = frozenset(
    ("button-is-old", "old-draft", "draft-saved", "draft-dropped", "old-order", "digest-is-gone", "follow-is-gone")
)


class NotAllowed(Refused):
    """The person's role does not reach that far."""
