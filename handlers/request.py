"""What a person asks of the bot, without anything of Telegram's in it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from store.record import Author, Chat, Role


@dataclass(frozen=True, slots=True)
class Quoted:
    """The message that was replied to or forwarded: its words, where it can be seen, who is behind it."""

    text: str
    link: str | None = None
    title: str | None = None
    person: Author | None = None
    sent_at: datetime | None = None
    forwarded: bool = False
    message: int | None = None
    chat: int | None = None
    """The group in which it stands, None elsewhere."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; `size` in bytes."""

    file_id: str
    name: str
    size: int
    mime: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One wish of one person. `person` is None where Telegram does not say who it is (anonymous admins, channels).

    `words` are the text, what followed a command, or what a button carries. `now` is when it came in, `as_of` the last
    entry of the log then. `awaited` says that the bot may have asked the person to type something; `acted_at` is when
    this was acted on, where Telegram delivers it again.
    """

    update: int
    chat: Chat
    person: Author | None
    role: Role
    language: str
    words: str
    now: datetime
    message: int | None = None
    thread: int | None = None
    username: str | None = None
    quoted: Quoted | None = None
    attachment: Attachment | None = None
    pressed: bool = False
    awaited: bool = False
    as_of: int = 0
    acted_at: datetime | None = None

    @property
    def private(self) -> bool:
        return self.chat.type == "private"
