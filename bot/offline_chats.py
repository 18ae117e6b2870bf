"""What the offline Bot API remembers: people, chats, who may do what in them, messages and files.

Everything is kept in the shapes of the Bot API (dictionaries ready to become JSON), so that an answer is what is kept.
"""

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from telegram import Chat, User

JSON = dict[str, Any]
Upload = tuple[str, bytes]
"""The name and the content of a file that is sent to the Bot API."""

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_manage_topics",
)
"""What an administrator may do (ChatMemberAdministrator)."""

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)
"""What a restricted member may do (ChatMemberRestricted)."""

PRESENT = {"creator", "administrator", "member", "restricted"}


class TelegramRefuses(Exception):
    """The Bot API's answer to a request it does not fulfil; `parameters` are its ResponseParameters."""

    def __init__(self, description: str, status: int = 400, parameters: JSON | None = None) -> None:
        kind = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}.get(
            status
        )
        super().__init__(f"{kind}: {description}" if kind else description)
        self.status = status
        self.parameters = parameters or {}

    def to_dict(self) -> JSON:
        """The envelope of https://core.telegram.org/bots/api#making-requests."""
        answer = {"ok": False, "error_code": self.status, "description": str(self)}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


class Parameters(dict[str, Any]):
    """What a request brings; what it lacks is refused where it is first needed."""

    def __missing__(self, name: str) -> Any:
        raise TelegramRefuses(f"{name} is empty")


@dataclass(slots=True)
class Post:
    """One message of a chat: as the Bot API shows it, as its HTML was sent, and what it was before each edit.

    `own` ones are the bot's: only those can be edited.
    """

    message: JSON
    html: str = ""
    own: bool = False
    earlier: list[JSON] = field(default_factory=list)
    deleted: bool = False


@dataclass(slots=True)
class OfflineChat:
    """One chat: its description, its members by user id, its messages by number; allowed reactions, None for all."""

    chat: JSON
    members: dict[int, JSON] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    reactions: dict[int, list[JSON]] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    reactions_allowed: frozenset[str] | None = None
    migrated_to: int | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def id(self) -> int:
        """The id that requests name the chat by."""
        return int(self.chat["id"])

    @property
    def type(self) -> str:
        """``private``, ``group``, ``supergroup`` or ``channel``."""
        return str(self.chat["type"])

    def post(self, fields: JSON, *, date: int, html: str = "", own: bool = False) -> Post:
        """Give a message the chat's next number and keep it."""
        number = next(self._numbers)
        made = Post({"message_id": number, "date": date, "chat": self.chat} | fields, html, own)
        self.posts[number] = made
        return made

    def status_of(self, user: int) -> str:
        """The member status of a user; ``left`` for who never was here."""
        return str(self.members.get(user, {"status": "left"})["status"])

    def seen(self, number: int) -> Post | None:
        """The message of that number, unless it was deleted."""
        post = self.posts.get(number)
        return None if post is None or post.deleted else post

    def allows(self, emoji: str) -> bool:
        """Whether a message here may have this reaction."""
        return self.reactions_allowed is None or emoji in self.reactions_allowed

    def may(self, user: int, right: str) -> bool:
        """Whether an administrator has a right; the creator has every one."""
        member = self.members.get(user, {})
        return member.get("status") == "creator" or bool(member.get(right))


class Chats:
    """Every person, chat and file that the offline Bot API knows. ``clock`` gives the time in seconds since 1970."""

    def __init__(self, bot: JSON, clock: Callable[[], float] = time.time) -> None:
        self.bot = bot
        self.clock = clock
        self.users: dict[int, JSON] = {bot["id"]: bot}
        self.chats: dict[int, OfflineChat] = {}
        self.files: dict[str, JSON] = {}
        self.contents: dict[str, bytes] = {}
        self.open_queries: set[str] = set()
        self.answers: dict[str, JSON] = {}
        self.menus: dict[tuple[str, str], list[JSON]] = {}

    @property
    def now(self) -> int:
        """Seconds since 1970, as Telegram dates messages."""
        return int(self.clock())

    def person(self, user: User) -> JSON:
        """The person as the Bot API describes them; they become known."""
        known: JSON = user.to_dict()
        self.users[user.id] = known
        return known

    def chat(self, chat: Chat | User) -> OfflineChat:
        """The chat, opened if it is new. A user stands for the private chat with them, which they then have started."""
        if isinstance(chat, User):
            return self._private(chat)
        return self.chats.get(chat.id) or self._open(chat.to_dict())

    def _private(self, user: User) -> OfflineChat:
        person = self.person(user)
        described: JSON = {
            name: person[name] for name in ("id", "first_name", "last_name", "username") if name in person
        }
        chat = self.chats.get(user.id) or self._open({**described, "type": "private"})
        chat.members.setdefault(user.id, self.membership(user.id, "member"))
        chat.members.setdefault(self.bot["id"], self.membership(self.bot["id"], "member"))
        return chat

    def _open(self, described: JSON) -> OfflineChat:
        self.chats[described["id"]] = chat = OfflineChat(described)
        return chat

    def join(self, chat: Chat | User, user: User | None, status: str, **rights: bool) -> JSON:
        """Make a user (None: the bot) a member of that status; rights not named are granted to an administrator."""
        member = self.membership(self.person(user)["id"] if user else self.bot["id"], status, **rights)
        self.chat(chat).members[member["user"]["id"]] = member
        return member

    def membership(self, user: int, status: str, **rights: bool) -> JSON:
        """A ChatMember in the shape its status asks for."""
        member: JSON = {"user": self.users[user], "status": status}
        match status:
            case "creator":
                member |= {"is_anonymous": False}
            case "administrator":
                member |= dict.fromkeys(RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
            case "restricted":
                member |= dict.fromkeys(PERMISSIONS, False) | {"is_member": True, "until_date": 0}
            case "kicked":
                member |= {"until_date": 0}
        return member | rights

    def find(self, chat_id: int | str) -> OfflineChat:
        """The chat of that id or @name. Raises `TelegramRefuses` when there is none."""
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            named = (chat for chat in self.chats.values() if _is_named(chat, chat_id[1:]))
            found = next((chat for chat in named if chat.type != "private"), None)
        else:
            found = self.chats.get(int(chat_id)) if str(chat_id).removeprefix("-").isdigit() else None
        if found is None and str(chat_id).isdigit() and int(chat_id) in self.users:
            raise TelegramRefuses("bot can't initiate conversation with a user", 403)
        if found is None:
            raise TelegramRefuses("chat not found")
        return found

    def reach(self, chat_id: int | str) -> OfflineChat:
        """The chat, if the bot is in it. Raises `TelegramRefuses` in Telegram's words when it is not."""
        chat = self.find(chat_id)
        if chat.migrated_to is not None:
            moved = {"migrate_to_chat_id": chat.migrated_to}
            raise TelegramRefuses("group chat was upgraded to a supergroup chat", 400, moved)
        status = chat.status_of(self.bot["id"])
        if chat.type == "private" and status == "kicked":
            raise TelegramRefuses("bot was blocked by the user", 403)
        if status == "kicked":
            raise TelegramRefuses(f"bot was kicked from the {chat.type} chat", 403)
        if status not in PRESENT:
            raise TelegramRefuses(f"bot is not a member of the {chat.type} chat", 403)
        return chat

    def writable(self, chat_id: int | str) -> OfflineChat:
        """The chat, if the bot may write in it. Raises `TelegramRefuses` in Telegram's words when it may not."""
        chat = self.reach(chat_id)
        bot = self.bot["id"]
        if chat.type == "channel" and chat.status_of(bot) != "administrator":
            raise TelegramRefuses("need administrator rights in the channel chat")
        silent = chat.type == "channel" and not chat.may(bot, "can_post_messages")
        if silent or (chat.status_of(bot) == "restricted" and not chat.may(bot, "can_send_messages")):
            raise TelegramRefuses("not enough rights to send text messages to the chat")
        return chat

    def keep_file(self, name: str, content: bytes, *, size: int | None = None) -> JSON:
        """Keep a file; returns its File (``file_id``, ``file_unique_id``, ``file_size`` in bytes, ``file_path``)."""
        number = len(self.files) + 1
        kept: JSON = {"file_id": f"file-{number}", "file_unique_id": f"u{number}"}
        kept |= {"file_size": len(content) if size is None else size, "file_path": f"documents/{number}/{name}"}
        self.files[kept["file_id"]] = kept
        self.contents[kept["file_path"]] = content
        return kept


def _is_named(chat: OfflineChat, name: str) -> bool:
    return str(chat.chat.get("username", "")).lower() == name.lower()
