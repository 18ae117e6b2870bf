"""The updates that wait for the bot, and the two ways of fetching them: https://core.telegram.org/bots/api#getting-updates."""

import asyncio
import contextlib
import itertools
from typing import Any

from bot.offline_chats import JSON, TelegramRefuses

POLL_LIMIT = 100
POLL_SECONDS = 50
NOT_SENT_UNLESS_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}


class Inbox:
    """A queue with growing update ids; what is fetched stays until a later offset acknowledges it."""

    def __init__(self) -> None:
        self.queue: list[JSON] = []
        self.queries = itertools.count(1)
        self.webhook: JSON = {}
        self.methods = {
            "getUpdates": self._fetch,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }
        self._again: list[JSON] = []
        self._allowed: list[str] = []
        self._ids = itertools.count(1)
        self._arrived = asyncio.Event()

    def go_on_after(self, update: int) -> None:
        """Number updates on from one, as Telegram does however often a bot is started."""
        self._ids = itertools.count(update + 1)

    def put(self, kind: str, body: JSON) -> JSON:
        """Number an update and queue it, if the bot wants updates of its kind; returns it."""
        update = {"update_id": next(self._ids), kind: body}
        if kind in self._allowed or (not self._allowed and kind not in NOT_SENT_UNLESS_ASKED):
            self.queue.append(update)
            self._arrived.set()
        return update

    def redeliver(self, update: JSON) -> None:
        """Hand out an update once more, as Telegram does when it has not heard that it arrived."""
        self._again.append(update)
        self._arrived.set()

    def take(self, update: JSON) -> None:
        """Remove an update that is handed to the bot by another way."""
        self.queue = [waiting for waiting in self.queue if waiting["update_id"] != update["update_id"]]

    async def wait(self, params: JSON) -> None:
        """Until there is an update that the request does not acknowledge, or its ``timeout`` (seconds) is over."""
        offset = params.get("offset", 0)
        self._arrived.clear()
        if self._again or any(update["update_id"] >= offset for update in self.queue):
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._arrived.wait(), min(params.get("timeout", 0), POLL_SECONDS))

    def _fetch(self, params: JSON) -> list[JSON]:
        if self.webhook.get("url"):
            advice = "use deleteWebhook to delete the webhook first"
            raise TelegramRefuses(f"can't use getUpdates method while webhook is active; {advice}", 409)
        self._allowed = params.get("allowed_updates", self._allowed)
        offset = params.get("offset", 0)
        acknowledged = [update for update in self.queue if update["update_id"] < offset]
        self.queue = self.queue[len(acknowledged) :] if offset >= 0 else self.queue[offset:]
        again, self._again = self._again, []
        return [*again, *self.queue][: min(params.get("limit") or POLL_LIMIT, POLL_LIMIT)]

    def _set_webhook(self, params: JSON) -> bool:
        self._allowed = params.get("allowed_updates", self._allowed)
        self.webhook = params
        return True

    def _delete_webhook(self, params: JSON) -> bool:
        self.webhook = {}
        if params.get("drop_pending_updates"):
            self.queue.clear()
        return True

    def _webhook_info(self, _: JSON) -> dict[str, Any]:
        url = self.webhook.get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.queue)}
