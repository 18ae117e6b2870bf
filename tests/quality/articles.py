"""How many of the sample record's statements are proposed from the article it was made of, with the right speaker.

A proposal is counted for a statement when the speaker is the same and the quotes are, or at least a third of the
statement's content words (stems of four letters) are in the proposal. Each proposal counts for one statement.
"""

import json
from pathlib import Path
from typing import Any

from handlers.article import Proposal, proposals
from store.record import Actor, Directory, Kind
from store.text import fold
from tests.conftest import SAMPLE

ARTICLE = Path(__file__).parent / "istanbul-2025-05-16.txt"
SHARE = 1 / 3
SMALL = frozenset({"the", "and", "that", "this", "with", "from", "must", "should", "would", "could", "have", "been"})


def measure() -> dict[str, Any]:
    """Counts: statements, proposals, found with the right speaker, and of those with the right act."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    wanted = [row for row in rows if row["type"] == "statement"]
    offered = proposals(ARTICLE.read_text(encoding="utf-8"), _directory(rows))
    left, pairs = list(offered), []
    for row in wanted:
        best = max(left, key=lambda proposal: _overlap(row, proposal), default=None)
        if best is not None and _overlap(row, best) >= SHARE:
            left.remove(best)
            pairs.append((row, best))
    return {
        "statements": len(wanted),
        "proposals": len(offered),
        "right speaker": len(pairs),
        "right speaker and act": sum(row["act"] == proposal.act for row, proposal in pairs),
        "missed": [row["id"] for row in wanted if row["id"] not in {found["id"] for found, _ in pairs}],
    }


def _overlap(row: dict[str, Any], proposal: Proposal) -> float:
    if row["speaker"] != proposal.speaker.name:
        return 0.0
    if row["quote"] and row["quote"] == proposal.quote:
        return 1.0
    words, said = _stems(row["text"]), _stems(proposal.text)
    return len(words & said) / len(words) if words else 0.0


def _stems(text: str) -> set[str]:
    return {word[:4] for word in fold(text).split() if len(word) > 3 and word not in SMALL}


def _directory(rows: list[dict[str, Any]]) -> Directory:
    actors = [row for row in rows if row["type"] == "actor"]
    return Directory.of(
        [
            Actor(at, row["name"], Kind(row["kind"]), aliases=tuple(row.get("aliases", ())))
            for at, row in enumerate(actors, 1)
        ],
        [],
    )


def main() -> None:
    """Print the counts."""
    print(f"Statements proposed from {ARTICLE.name}")
    for name, value in measure().items():
        print(f"{name:24} {value}")


if __name__ == "__main__":
    main()
