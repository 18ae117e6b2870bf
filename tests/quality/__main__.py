"""How often the answer is right: `python -m tests.quality [--record FILE… --questions FILE…] [--misses]`.

Without files: the questions of this folder, each asked of its own record, with the encoder and without.
`--checkthat DIR --split dev` ranks the claims of a CheckThat! folder for its tweets.
"""

import argparse
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from time import perf_counter

from store import semantic
from tests.conftest import SAMPLE
from tests.quality import articles
from tests.quality.asking import Asked, ask_all, by_category, figures, questions_of
from tests.quality.record import last_day, store_of
from tests.quality.typos import mistyped

FOLDER = Path(__file__).parent
SETS: Mapping[str, Sequence[tuple[Sequence[Path], Sequence[Path]]]] = {
    "development questions": (
        ((SAMPLE,), (FOLDER / "questions-dev.jsonl",)),
        ((SAMPLE, FOLDER / "record-dev.jsonl"), (FOLDER / "questions-dev-world.jsonl",)),
    ),
    "questions of twelve other records": tuple(
        ((FOLDER / f"record-{name}.jsonl",), (FOLDER / f"questions-{name}.jsonl",))
        for name in (
            "summits",
            "disputes",
            "truces",
            "reforms",
            "bailouts",
            "plebiscites",
            "deals",
            "quarrels",
            "standoffs",
            "pipelines",
            "borders",
            "islands",
        )
    ),
    "questions in Ukrainian and Russian": (((FOLDER / "record-dev.jsonl",), (FOLDER / "questions-slavic.jsonl",)),),
}
"""What rules and weights were made with."""

KEPT_ASIDE: Mapping[str, Sequence[tuple[Sequence[Path], Sequence[Path]]]] = {
    f"questions that nothing was made with, {what}": (
        ((FOLDER / f"record-{name}.jsonl",), (FOLDER / f"questions-{name}.jsonl",)),
    )
    for name, what in (
        ("farms", "of every kind"),
        ("alliances", "in the words of many people"),
        ("neighbours", "of the same kinds, freely put"),
        ("embassies", "of the same kinds once more"),
    )
}
"""How it goes with a record it has never seen: its misses are not looked at, or another has to be kept aside."""

NONE_ANSWERS: Mapping[str, Sequence[tuple[Sequence[Path], Sequence[Path]]]] = {
    "200 questions about what no record speaks of, asked of each": tuple(
        (record, (FOLDER / "questions-strangers.jsonl",))
        for name, pairs in SETS.items()
        for record, _ in pairs
        if name != "questions in Ukrainian and Russian"  # their record is among the others
    )
}
"""Whoever wrote these had not seen what the decision is fitted to; they are not fitted to either."""


def main() -> None:
    args = _arguments()
    if args.checkthat:
        from tests.quality.checkthat import report

        report(args.checkthat, args.split, meaning=not args.words_only)
        return
    every = (
        {"these questions": ((args.record, args.questions),)} if args.record else {**SETS, **KEPT_ASIDE, **NONE_ANSWERS}
    )
    for name, sets in every.items():
        for meaning in (True, False):
            if meaning and (args.words_only or not semantic.available()):
                continue
            print(f"\n{name}: {'with the encoder' if meaning else 'words alone'}".capitalize())
            asked = [one for record, questions in sets for one in measure(record, questions, meaning=meaning)]
            show(asked, misses=args.misses)
            for typos in (1, 2) if args.typos and any(one.question.best for one in asked) else ():
                pairs = [spoilt(record, questions, typos, meaning=meaning) for record, questions in sets]
                clean, typed = (figures(list(chain(*side)))["P@1"] for side in zip(*pairs, strict=True))
                print(f"{typos} typos: P@1 {typed:.3f} instead of {clean:.3f}, {100 * (clean - typed):.1f} points less")
    if not args.record:
        articles.main()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.quality", description=__doc__)
    parser.add_argument("--record", nargs="+", type=Path)
    parser.add_argument("--questions", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every question that was answered wrongly")
    parser.add_argument("--typos", action="store_true", help="ask the longer questions again with one and two typos")
    parser.add_argument("--words-only", action="store_true", help="leave the encoder out")
    parser.add_argument("--checkthat", type=Path, help="a folder of CheckThat! 2020 task 2")
    parser.add_argument("--split", default="dev")
    args = parser.parse_args()
    if bool(args.record) != bool(args.questions):
        parser.error("--record and --questions go together")
    return args


def measure(record: Sequence[Path], questions: Sequence[Path], *, meaning: bool) -> list[Asked]:
    """Ask all questions of these files of one record."""
    with store_of(record, meaning=meaning) as db, semantic.only_if(meaning):
        today = db.read_now(last_day)
        began = perf_counter()
        asked = db.read_now(ask_all, questions_of(questions), today)
        print(
            f"{', '.join(path.name for path in questions)}: {(perf_counter() - began) / len(asked) * 1000:.1f} ms each"
        )
    return asked


def spoilt(
    record: Sequence[Path], questions: Sequence[Path], typos: int, *, meaning: bool
) -> tuple[list[Asked], list[Asked]]:
    """The longer questions of these files as they are, and with typos."""
    with store_of(record, meaning=meaning) as db, semantic.only_if(meaning):
        today = db.read_now(last_day)
        clean, typed = mistyped(questions_of(questions), typos)
        return db.read_now(ask_all, clean, today), db.read_now(ask_all, typed, today)


def show(asked: Sequence[Asked], *, misses: bool) -> None:
    for name, some in (*by_category(asked).items(), ("ALL", list(asked))):
        told = "  ".join(f"{measure} {value:.3f}" for measure, value in figures(some).items())
        print(f"{name:16} {len(some):4}  {told}")
    for one in asked if misses else ():
        if not (one.right if one.question.best else not one.answered):
            _show_miss(one)


def _show_miss(one: Asked) -> None:
    query = one.answer.query
    understood = {
        name: value
        for name in ("intent", "speakers", "addressees", "acts", "date_from", "date_to", "terms", "unknown")
        if (value := getattr(query, name))
    }
    print(f"\n{one.question.id} [{one.question.category}] {one.question.text}")
    print(f"  wanted {sorted(one.question.best) or 'nothing'}, got {list(one.shown[:SHOWN_MISSES]) or 'nothing'}")
    print(f"  understood {', '.join(f'{name}={value}' for name, value in understood.items())}")


SHOWN_MISSES = 5

if __name__ == "__main__":
    main()
