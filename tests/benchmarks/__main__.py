"""`python -m tests.benchmarks [NAME …]`: every benchmark, or those named. Each prints ratios measured in one run."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main(chosen: list[str]) -> int:
    """Run benchmarks by name; 1 for a name that is none."""
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 1
    for name in chosen or NAMES:
        print(f"== {name}", flush=True)
        import_module(f"tests.benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
