"""Figures for Prometheus (https://prometheus.io/docs/practices/naming): what was answered, how fast, what waits."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily
from telegram import Update

from store.figures import Figures

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
KINDS = ("message", "callback_query", "inline_query", "my_chat_member")


class Tallies:
    """Counts that the handlers keep, as Prometheus asks for them."""

    def __init__(self, name: str, about: str, label: str, counts: Mapping[str, int]) -> None:
        self._name, self._about, self._label, self._counts = name, about, label, counts

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(self._name, self._about, labels=[self._label])
        for key, count in sorted(self._counts.items()):
            family.add_metric([key], count)
        yield family


class Metrics:
    """One process's figures, and those of the database that they are shown with."""

    def __init__(self, questions: Mapping[str, int], refusals: Mapping[str, int]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(Tallies("onrecord_questions", "Questions by the record's verdict", "verdict", questions))
        self.registry.register(Tallies("onrecord_refusals", "Wishes refused, by message", "message", refusals))
        self._updates = Counter(
            "onrecord_updates", "Updates by kind and outcome", ["kind", "outcome"], registry=self.registry
        )
        self._refused = Counter(
            "onrecord_refused_calls", "Webhook calls refused, by reason", ["reason"], registry=self.registry
        )
        self._seconds = Histogram(
            "onrecord_answer_seconds", "Time to answer", ["kind"], buckets=BUCKETS, registry=self.registry
        )
        self._at_work = Gauge("onrecord_updates_at_work", "Updates being answered now", registry=self.registry)
        self._outbox = Gauge("onrecord_outbox_messages", "Outbox by state", ["state"], registry=self.registry)
        self._late = Gauge("onrecord_outbox_late_seconds", "Lateness of the oldest waiting", registry=self.registry)
        self._editions = Gauge("onrecord_editions", "Editions of digests composed", registry=self.registry)
        self._edition = Gauge("onrecord_edition_late_seconds", "Lateness of the last edition", registry=self.registry)
        self._unanswered = Gauge("onrecord_questions_unanswered", "Questions nothing answers", registry=self.registry)

    @contextmanager
    def timing(self, update: Update) -> Iterator[None]:
        """Time an answer, and count it as one; an exception counts as failed."""
        kind = kind_of(update)
        started = perf_counter()
        self._at_work.inc()
        try:
            yield
        except BaseException:
            self._updates.labels(kind, "failed").inc()
            raise
        finally:
            self._at_work.dec()
            self._seconds.labels(kind).observe(perf_counter() - started)
        self._updates.labels(kind, "answered").inc()

    def repeated(self, update: Update) -> None:
        """An update came again after it was answered."""
        self._updates.labels(kind_of(update), "repeated").inc()

    def refused(self, reason: str) -> None:
        """A call was no update of ours."""
        self._refused.labels(reason).inc()

    def text(self, found: Figures) -> bytes:
        """Everything in Prometheus's text format."""
        for state, count in found.outbox.items():
            self._outbox.labels(state).set(count)
        self._late.set(found.late)
        self._editions.set(found.editions)
        self._edition.set(found.edition_late)
        self._unanswered.set(found.unanswered)
        return generate_latest(self.registry)


def kind_of(update: Update) -> str:
    """What sort of update it is, one of a few words."""
    return next((kind for kind in KINDS if getattr(update, kind) is not None), "other")
