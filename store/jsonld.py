"""Statements as schema.org `Claim` and `ClaimReview`, for other people's tools. Pure.

See https://schema.org/Claim and https://schema.org/ClaimReview; a review is written where the record has found a
claim to be true or not, since a demand has no truth to rate.
"""

from collections.abc import Iterator
from typing import Any

from store.record import Actor, Kind, Source, Statement, Status

OPENING = '{"@context": "https://schema.org", "@graph": [\n'
CLOSING = "\n]}\n"

RATINGS = {Status.REFUTED: 1, Status.DISPUTED: 2, Status.CONFIRMED: 3}
"""Ratings on a scale from 1 to 3; an unverified claim has none."""

_TYPES = {Kind.PERSON: "Person", Kind.STATE: "Country"}


def things(statement: Statement) -> Iterator[dict[str, Any]]:
    """The claim, and its review when it has one; a retracted statement is neither."""
    if statement.retracted or statement.merged_into:
        return
    yield claim(statement)
    if statement.status in RATINGS:
        yield review(statement)


def claim(statement: Statement) -> dict[str, Any]:
    """A `Claim` with its author, date, topics and the works it appeared in."""
    return _given(
        {
            "@type": "Claim",
            "@id": _id(statement),
            "identifier": statement.key,
            "text": statement.text,
            "author": _agent(statement.speaker),
            "datePublished": str(statement.said_on) if statement.said_on else None,
            "genre": str(statement.act),
            "creativeWorkStatus": str(statement.status),
            "audience": [{"@type": "Audience", "name": actor.name} for actor in statement.addressees],
            "about": [{"@type": "Thing", "name": topic.name} for topic in statement.topics],
            "abstract": statement.quote,
            "claimInterpreter": _agent(statement.reported_by) if statement.reported_by else None,
            "appearance": [_work(source) for source in statement.sources],
        }
    )


def review(statement: Statement) -> dict[str, Any]:
    """A `ClaimReview`: how the record rates the claim."""
    return {
        "@type": "ClaimReview",
        "@id": f"{_id(statement)}#review",
        "claimReviewed": statement.text,
        "itemReviewed": {"@id": _id(statement)},
        "author": {"@type": "Organization", "name": "On Record"},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[statement.status],
            "worstRating": 1,
            "bestRating": 3,
            "alternateName": str(statement.status),
        },
    }


def _id(statement: Statement) -> str:
    return f"urn:onrecord:{statement.key}"


def _agent(actor: Actor) -> dict[str, Any]:
    return _given({"@type": _TYPES.get(actor.kind, "Organization"), "name": actor.name, "description": actor.role})


def _work(source: Source) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _given(
        {
            "@type": "CreativeWork",
            "headline": source.title,
            "url": source.url,
            "publisher": publisher,
            "datePublished": source.published_on,
        }
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], "")}
