"""What the documents say is what the program does."""

import re
from pathlib import Path

from bot.settings import Settings
from handlers.i18n import plain
from handlers.routes import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_command_for_whom_it_is_and_nothing_else() -> None:
    listed = re.findall(r"^\| `/(\w+)` \| (\w+)s \| (.+) \|$", README, re.MULTILINE)
    assert listed == [
        (route.name, str(route.role), plain("en", f"command-{route.name}")) for route in COMMANDS if route.menu
    ]


def test_the_readme_names_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == {
        name.upper() for name in Settings.model_fields
    }


def test_no_document_leaves_a_placeholder() -> None:
    assert not re.search(r"^[A-Z]{6,}$", README, re.MULTILINE)
