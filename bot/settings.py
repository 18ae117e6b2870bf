"""The settings, read once: the environment wins over `.env`; a wrong one is one clear line that names it."""

import re
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{30,60}", re.ASCII)
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}", re.ASCII)
"""What Telegram takes as `secret_token`, and long enough not to be guessed."""


class BadSetting(Exception):
    """A setting is missing or malformed; the message is one line that names it and says what to write."""


class Settings(BaseSettings):
    """All settings of the program; the names in `.env` are these in capitals."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, frozen=True, extra="ignore")

    bot_token: SecretStr | None = None
    owner_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database_url: str = "sqlite:///data/onrecord.db"
    telegram_api_url: str | None = None
    webhook_url: str | None = None
    webhook_listen: str = "127.0.0.1:8080"
    webhook_secret: SecretStr | None = None
    timezone: str = "UTC"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    send_rate: float = Field(default=30, ge=1, le=1000)
    """Messages a second to all chats; above 30 Telegram charges for them (`allow_paid_broadcast`)."""

    question_log_days: int = Field(default=90, ge=0, le=3650)

    @property
    def token(self) -> str:
        """The bot's token.

        Raises:
            BadSetting: when there is none.
        """
        if self.bot_token is None:
            raise BadSetting("BOT_TOKEN is missing: ask @BotFather for one and put BOT_TOKEN=… into .env")
        return self.bot_token.get_secret_value()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @field_validator("bot_token")
    @classmethod
    def _token_is_whole(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("is not a bot token: it looks like 123456789:AAE… as @BotFather gave it")
        return token

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = re.split(r"[,;\s]+", value.strip())
        if not all(part.isdecimal() for part in parts if part):
            raise ValueError("should be Telegram user ids separated by commas, like 123456789,987654321")
        return frozenset(int(part) for part in parts if part)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")):
            raise ValueError("should begin with sqlite:/// or postgresql://")
        return url

    @field_validator("telegram_api_url", "webhook_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("https://", "http://")):
            raise ValueError("should begin with https://")
        return url.rstrip("/") if url else url

    @field_validator("webhook_listen")
    @classmethod
    def _host_and_port(cls, listen: str) -> str:
        if not re.fullmatch(r"[^\s:]+:\d{1,5}", listen):
            raise ValueError("should be an address and a port, like 127.0.0.1:8080")
        return listen

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"'{name}' is no IANA time zone, like Europe/Kyiv") from None
        return name

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> "Settings":
        if self.webhook_url is None:
            return self
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if not SECRET.fullmatch(secret) or len(set(secret)) < 8:
            raise ValueError("WEBHOOK_SECRET should be 16 to 256 random characters of A-Z a-z 0-9 _ -")
        return self


def load(**overrides: Any) -> Settings:
    """Read the settings.

    Raises:
        BadSetting: naming each one that is malformed, and what it should be.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise BadSetting("; ".join(_line(problem) for problem in error.errors(include_input=False))) from None


def _line(problem: Any) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    name = str(problem["loc"][0]).upper() if problem["loc"] else ""
    return f"{name} {message}".strip()
