"""What can go wrong for a person, and what they are told.

Refused                 a person can fix it: `message` and `values` are what to say
└── NotAllowed          the person may not do this
Everything else         our mistake: logged without secrets, the person is told that nothing was changed
"""

import logging
from typing import Any

from telegram import Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import CallbackContext

from handlers.i18n import say, supported

log = logging.getLogger(__name__)


class Refused(Exception):
    """Says what was wrong, where, and what to type instead: a message of the locales with its values."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


class NotAllowed(Refused):
    """The person's role does not reach that far."""


async def report(update: object, context: "CallbackContext[Any, Any, Any, Any]") -> None:
    """PTB's error handler: log what happened, tell the person that it did not work."""
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(update, Update):
        log.warning("Telegram could not be reached: %s", error)
        return
    number = update.update_id if isinstance(update, Update) else None
    log.error("update %s was not answered", number, exc_info=error)
    if isinstance(update, Update) and update.effective_chat is not None and not isinstance(error, TelegramError):
        user = update.effective_user
        text = say(supported(user.language_code if user else None), "our-mistake")
        await context.bot.send_message(update.effective_chat.id, text, parse_mode="HTML")
