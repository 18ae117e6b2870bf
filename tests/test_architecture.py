"""The house: imports point one way, thinking rooms stay pure, nobody lives above their means."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {"store": {"store"}, "handlers": {"handlers", "store"}, "bot": {"bot", "handlers", "store"}}
PURE = [
    *(
        "store/acts.py",
        "store/dates.py",
        "store/record.py",
        "store/reasons.py",
        "store/record_file.py",
        "store/status.py",
        "store/text.py",
        "store/thesaurus.py",
        "store/matcher.py",
        "store/rows.py",
        "store/csv_file.py",
        "store/import_rows.py",
        "store/jsonld.py",
    ),
    *(
        "handlers/answer.py",
        "handlers/errors.py",
        "handlers/i18n.py",
        "handlers/limits.py",
        "handlers/names.py",
        "handlers/question.py",
        "handlers/spelling.py",
    ),
    *("handlers/article.py", "handlers/article_words.py", "handlers/draft_line.py", "handlers/draft_words.py"),
    *("handlers/lexicon.py", "handlers/mentions.py", "handlers/when.py", "handlers/countries.py"),
    *("handlers/deeds.py", "handlers/speakers.py", "handlers/roles.py", "handlers/terms.py"),
    *("handlers/dictionary.py", "handlers/intents.py", "handlers/manners.py", "handlers/statuses.py"),
    *("store/ranking.py", "store/abstaining.py", "store/deciding.py"),
    "store/weights.py",
    "store/sameness.py",
    *("store/schedule.py", "store/zones.py", "store/outcome.py", "store/edition.py", "handlers/edition_text.py"),
    *("handlers/render.py", "handlers/reply.py", "handlers/request.py"),
    *(
        "handlers/changed.py",
        "handlers/stances.py",
        "handlers/chronology.py",
        "handlers/canvas.py",
        "handlers/symbols.py",
    ),
    *("handlers/matrix_picture.py", "handlers/timeline_picture.py", "handlers/charts.py"),
]
OUTSIDE = {"sqlalchemy", "sqlmodel", "telegram", "alembic", "psycopg", "sqlite3"}


def modules() -> list[Path]:
    return [path for floor in BELOW for path in sorted((ROOT / floor).rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_only_downwards(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    tops = {name.split(".")[0] for name in imports(path)}
    assert tops & set(BELOW) <= BELOW[floor]


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_knows_no_database_and_no_telegram(name: str) -> None:
    assert not {found.split(".")[0] for found in imports(ROOT / name)} & OUTSIDE


@pytest.mark.parametrize("name", PURE)
def test_what_a_pure_module_imports_of_ours_is_pure_too(name: str) -> None:
    ours = {found.replace(".", "/") + ".py" for found in imports(ROOT / name) if found.split(".")[0] in BELOW}
    assert ours <= set(PURE)
