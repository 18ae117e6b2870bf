"""What a follow is called. Pure."""

from handlers.render import marked
from store.follows import Follow
from store.record import Directory


def name_of(names: Directory, follow: Follow) -> str:
    """The speaker's or topic's name, the statement's number, or the question itself."""
    if follow.kind == "speaker":
        return names.actors[follow.subject].name if follow.subject in names.actors else f"#{follow.subject}"
    if follow.kind == "topic":
        return names.topics[follow.subject].name if follow.subject in names.topics else f"#{follow.subject}"
    return f"№{follow.subject}" if follow.kind == "statement" else marked(follow.words)
