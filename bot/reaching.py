"""Telegram out of reach: whoever starts then waits for it, and says so."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.faults import in_words
from handlers.outcomes import wait_of

log = logging.getLogger(__name__)

SOONEST, LATEST = 1.0, 30.0
"""Seconds between two tries; they double."""


async def until_reached(call: Callable[[], Awaitable[object]], stop: asyncio.Event) -> bool:
    """Make a call until Telegram takes it, or until told to stop; returns whether it did.

    Raises:
        TelegramError: when Telegram was reached and refused: trying again would not help.
    """
    pause = SOONEST
    while not stop.is_set():
        try:
            await call()
        except BadRequest:  # PTB counts it among the network's errors
            raise
        except RetryAfter as error:  # so are several processes told that set the webhook at once
            wait = wait_of(error).total_seconds()
        except NetworkError as error:
            wait, pause = pause, min(2 * pause, LATEST)
            log.warning("%s Trying again in %.0f s.", in_words(error), wait)
        else:
            return True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await stop.wait()
    return False
