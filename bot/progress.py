"""A progress bar for long work, on standard error, for people at a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(label: str, length: int, *, long: int) -> Iterator[Callable[[int], None]]:
    """Yields what is called with each step done; nothing is drawn for work shorter than `long`."""
    hidden = length < long or not sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as drawn:
        yield drawn.update
