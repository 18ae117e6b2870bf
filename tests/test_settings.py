"""Settings: read once, refused by name."""

import pytest

from bot.settings import BadSetting, Settings, load

TOKEN = "123456789:AAE" + "x" * 32


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(str(tmp_path))


def test_nothing_need_be_set() -> None:
    settings = load()
    assert (settings.database_url, settings.owner_ids, settings.timezone) == (
        "sqlite:///data/onrecord.db",
        frozenset(),
        "UTC",
    )


def test_a_missing_token_is_named_where_it_is_needed() -> None:
    with pytest.raises(BadSetting, match="BOT_TOKEN is missing"):
        _ = load().token


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    with open(f"{tmp_path}/.env", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("TIMEZONE=Europe/Kyiv\nQUESTION_LOG_DAYS=3\n")
    monkeypatch.setenv("QUESTION_LOG_DAYS", "5")
    settings = load()
    assert (settings.timezone, settings.question_log_days) == ("Europe/Kyiv", 5)


def test_an_empty_line_of_the_file_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("WEBHOOK_URL", "")
    assert load().bot_token is None


@pytest.mark.parametrize("text", ["1,22", "1, 22", "1 22", "1;22,"])
def test_owners_are_numbers_however_they_are_separated(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("OWNER_IDS", text)
    assert load().owner_ids == frozenset({1, 22})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "your-token-here"),
        ("OWNER_IDS", "@somebody"),
        ("DATABASE_URL", "mysql://x"),
        ("TELEGRAM_API_URL", "localhost:8081"),
        ("WEBHOOK_LISTEN", "8080"),
        ("TIMEZONE", "Kyiv"),
        ("TIMEZONE", "../etc/passwd"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("QUESTION_LOG_DAYS", "-1"),
        ("QUESTION_LOG_DAYS", "soon"),
    ],
)
def test_a_malformed_setting_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as refused:
        load()
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("secret", ["", "short", "a" * 40, "has spaces in it, and signs!"])
def test_a_webhook_wants_a_secret_that_cannot_be_guessed(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://example.org/hook")
    monkeypatch.setenv("WEBHOOK_SECRET", secret)
    with pytest.raises(BadSetting, match="WEBHOOK_SECRET"):
        load()


def test_a_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    settings = load()
    assert settings.token == TOKEN
    assert TOKEN not in repr(settings)
    monkeypatch.setenv("BOT_TOKEN", TOKEN + "!")
    with pytest.raises(BadSetting) as refused:
        load()
    assert TOKEN not in str(refused.value)
