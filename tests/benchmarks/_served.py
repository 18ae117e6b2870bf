"""A process that answers by webhook, to be measured: `python -m tests.benchmarks._served ours|echo`.

Both read the same settings from the environment; neither has the encoder.
"""

import sys
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from bot import logs
from bot.__main__ import main as program
from bot.app import AT_ONCE
from bot.settings import Settings, load
from store import semantic


async def _echo(update: Update, _: Any) -> None:
    assert update.message
    assert update.message.text
    await update.message.reply_text(update.message.text)


def _serve_echo(settings: Settings) -> None:
    """The plainest bot that python-telegram-bot's manual has, as many updates at once as ours."""
    assert settings.webhook_url
    assert settings.webhook_secret
    builder = Application.builder().token(settings.token).base_url(f"{settings.telegram_api_url}/bot")
    app = builder.concurrent_updates(AT_ONCE).connection_pool_size(AT_ONCE * 4).build()
    app.add_handler(MessageHandler(filters.TEXT, _echo))
    host, _, port = settings.webhook_listen.rpartition(":")
    app.run_webhook(
        host,
        int(port),
        urlsplit(settings.webhook_url).path,
        webhook_url=settings.webhook_url,
        secret_token=settings.webhook_secret.get_secret_value(),
    )


def main(kind: str) -> None:
    if kind == "echo":
        settings = load()
        logs.set_up(settings.log_level, settings.log_format)
        _serve_echo(settings)
        return
    with semantic.only_if(False):
        program(["run"])


if __name__ == "__main__":
    main(sys.argv[1])
