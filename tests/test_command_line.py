"""The command line, as an operator uses it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.settings import Settings
from tests.conftest import SAMPLE

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder without settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "DATABASE_URL", "WEBHOOK_URL", "TIMEZONE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def onrecord(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, words, input=stdin)


def test_the_sample_is_loaded_once_and_asked() -> None:
    assert onrecord("sample").output == "23 added, 0 changed, 0 unchanged; 12 speakers and topics\n"
    assert onrecord("sample").output == "0 added, 0 changed, 23 unchanged\n"
    answer = onrecord("ask", "Ukraine must become a neutral country")
    assert answer.exit_code == 0
    assert "Ukraine must become a neutral country." in answer.output
    assert not re.search(r"</?\w+[^>]*>", answer.output)


def test_an_answer_for_programs_has_the_promised_fields() -> None:
    onrecord("sample")
    found = json.loads(onrecord("ask", "Ukraine must become a neutral country", "--json").output)
    assert set(found) == {"question", "verdict", "understood", "statements", "nearest"}
    fields = {"intent", "speakers", "acts", "addressees", "date_from", "date_to", "statuses", "terms"}
    assert set(found["understood"]) == fields
    assert found["verdict"] == "answer"
    assert {"id", "number", "score", "speaker", "act", "text", "status"} <= set(found["statements"][0])
    assert found["statements"][0]["id"] == "ist-21"


def test_questions_of_a_file_are_answered_line_by_line(folder: Path) -> None:
    onrecord("sample")
    (folder / "questions.txt").write_text("Ukraine must become a neutral country\n\nxyzzy plugh\n")
    lines = onrecord("ask", "--batch", "questions.txt").output.splitlines()
    verdicts = [(found["verdict"], bool(found["statements"])) for found in map(json.loads, lines)]
    assert verdicts == [("answer", True), ("nothing_on_record", False)]


@pytest.mark.parametrize("words", [("ask",), ("ask", "x", "--batch", "-")])
def test_a_question_or_a_file_is_wanted(words: tuple[str, ...]) -> None:
    result = onrecord(*words)
    assert (result.exit_code, "Give one question" in result.output) == (2, True)


def test_an_import_tells_what_it_refused_and_ends_with_status_1(folder: Path) -> None:
    good = {"id": "a", "speaker": "X", "act": "claim", "text": "T"}
    (folder / "rows.jsonl").write_text(f"{json.dumps(good)}\n{{\n")
    result = onrecord("import", "rows.jsonl", str(SAMPLE))
    assert result.exit_code == 1
    assert "rows.jsonl: 1 added, 0 changed, 0 unchanged; 1 refused\nline 2: line: is not JSON" in result.output
    assert "23 added" in result.output
    strict = onrecord("import", "--strict", "rows.jsonl")
    assert (strict.exit_code, "0 added" in strict.output) == (1, True)


def test_an_export_comes_back(folder: Path) -> None:
    onrecord("sample")
    assert onrecord("export", "a.jsonl").output == "a.jsonl: 23 statements\n"
    assert onrecord("backup", "b.db").exit_code == 0
    assert onrecord("copy", "b.db", "c.db").exit_code == 0
    os.environ["DATABASE_URL"] = "sqlite:///c.db"
    try:
        onrecord("export", "c.jsonl")
        assert onrecord("verify").output.startswith("The log is whole: ")
    finally:
        del os.environ["DATABASE_URL"]
    assert (folder / "c.jsonl").read_bytes() == (folder / "a.jsonl").read_bytes()


FAULTS = [
    ({"TIMEZONE": "Mars/Olympus"}, ("verify",), "TIMEZONE"),
    ({"BOT_TOKEN": "short"}, ("run",), "BOT_TOKEN"),
    ({}, ("run",), "BOT_TOKEN is missing"),
    ({"DATABASE_URL": "mysql://x"}, ("export", "a.csv"), "DATABASE_URL"),
    ({"DATABASE_URL": "postgresql://u:secret@127.0.0.1:1/x"}, ("sample",), "The database does not answer"),
    ({"DATABASE_URL": "sqlite:////proc/nowhere/x.db"}, ("sample",), "/proc/nowhere"),
    ({}, ("import", "nowhere.jsonl"), "nowhere.jsonl"),
    ({}, ("export", "a.xlsx"), "a.xlsx"),
    ({}, ("copy", "sqlite:///a.db", "sqlite:///b.db"), "a.db: there is no such file."),
    ({}, ("backup", "b.db"), "data/onrecord.db: there is no such file."),
]


@pytest.mark.parametrize(("environment", "words", "named"), FAULTS, ids=range(len(FAULTS)))
def test_what_a_person_can_mend_is_one_line(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: tuple[str, ...], named: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = onrecord(*words)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert named in result.output
    assert result.output.count("\n") == 1
    assert "secret" not in result.output


def test_the_doctor_ends_with_status_1_when_something_is_wrong() -> None:
    result = onrecord("doctor")
    assert (result.exit_code, "onrecord migrate" in result.output) == (1, True)
    assert onrecord("migrate").output.startswith("Upgraded: new → ")
    assert onrecord("migrate").output.startswith("The database is at version ")
    assert onrecord("doctor").exit_code == 0


def test_a_rewritten_log_is_not_verified(folder: Path) -> None:
    import sqlite3

    onrecord("sample")
    with sqlite3.connect(folder / "data" / "onrecord.db") as connection:
        connection.execute("UPDATE changes SET author = 'nobody' WHERE id = 4")
    connection.close()
    result = onrecord("verify")
    assert (result.exit_code, result.output) == (1, "Error: Entry 4 of the log was rewritten.\n")


def test_start_answers_a_question_from_a_pipe(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "start"],
            input="Ukraine must become a neutral country\n",
            capture_output=True,
            text=True,
            env=environment,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "Ukraine must become a neutral country." in done.stdout


def test_the_example_of_settings_names_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}
