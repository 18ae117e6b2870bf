"""What people do in offline chats; each act becomes the update that Telegram would send the bot."""

from typing import Any

from telegram import Chat, User

from bot.offline_chats import JSON, Chats, OfflineChat, TelegramRefuses
from bot.offline_html import find_entities
from bot.offline_inbox import Inbox

# the stand-ins that old clients are shown as senders (tdlib, UserManager.cpp)
ANONYMOUS_ADMIN = User(1087968824, "Group", True, username="GroupAnonymousBot")
CHANNEL_BOT = User(136817688, "Channel", True, username="Channel_Bot")
SERVICE = User(777000, "Telegram", False)


def from_channel(channel: Chat, message_id: int, date: int) -> JSON:
    """The origin of a message forwarded from a channel; `date` in seconds since 1970."""
    return {"type": "channel", "chat": channel.to_dict(), "message_id": message_id, "date": date}


def from_user(user: User, date: int) -> JSON:
    """The origin of a message forwarded from somebody who lets others see who it is."""
    return {"type": "user", "sender_user": user.to_dict(), "date": date}


def from_hidden(name: str, date: int) -> JSON:
    """The origin of a message forwarded from somebody who hides their account."""
    return {"type": "hidden_user", "sender_user_name": name, "date": date}


class People:
    """Makes updates. Every act returns the update it caused (a Bot API ``Update``), which is also queued."""

    chats: Chats
    inbox: Inbox

    def user_says(
        self,
        user: User,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: int | None = None,
        forward: JSON | None = None,
        thread_id: int | None = None,
        anonymous: bool = False,
        **fields: Any,
    ) -> JSON:
        """A text, in private unless `chat` is named; `anonymous` administrators speak as the group itself."""
        entities = [entity.to_dict() for entity in find_entities(text)]
        content = {"text": text} | ({"entities": entities} if entities else {}) | fields
        content |= {"forward_origin": forward} if forward else {}
        content |= {"message_thread_id": thread_id, "is_topic_message": True} if thread_id else {}
        return self._says(user, chat, content, reply_to=reply_to, anonymous=anonymous)

    def user_sends(
        self,
        user: User,
        name: str,
        content: bytes,
        *,
        chat: Chat | None = None,
        caption: str = "",
        mime: str | None = None,
        size: int | None = None,
        reply_to: int | None = None,
    ) -> JSON:
        """A document. `size` in bytes, where it should pass for a larger file than `content` is."""
        kept = self.chats.keep_file(name, content, size=size)
        shown = {field: kept[field] for field in ("file_id", "file_unique_id", "file_size")} | {"file_name": name}
        shown |= {"mime_type": mime} if mime else {}
        words: JSON = {"caption": caption} if caption else {}
        if entities := [entity.to_dict() for entity in find_entities(caption)]:
            words["caption_entities"] = entities
        return self._says(user, chat, {"document": shown} | words, reply_to=reply_to)

    def _says(
        self, user: User, chat: Chat | None, content: JSON, *, reply_to: int | None = None, anonymous: bool = False
    ) -> JSON:
        place = self.chats.chat(chat or user)
        sender = {"from": self.chats.person(ANONYMOUS_ADMIN if anonymous else user)}
        sender |= {"sender_chat": place.chat} if anonymous else {}
        reply = {"reply_to_message": _quoted(place, reply_to)} if reply_to is not None else {}
        return self.inbox.put("message", place.post(sender | content | reply, date=self.chats.now).message)

    def user_edits(self, user: User, message_id: int, text: str, *, chat: Chat | None = None) -> JSON:
        """Another text in a message that was already sent."""
        post = self.chats.chat(chat or user).posts[message_id]
        post.earlier.append(post.message)
        kept = {name: value for name, value in post.message.items() if name != "entities"}
        entities = [entity.to_dict() for entity in find_entities(text)]
        post.message = kept | {"text": text, "edit_date": self.chats.now} | ({"entities": entities} if entities else {})
        return self.inbox.put("edited_message", post.message)

    def user_deletes(self, message_id: int, chat: Chat | User) -> None:
        """A message disappears. No update tells a bot so."""
        self.chats.chat(chat).posts[message_id].deleted = True

    def posts(self, channel: Chat, text: str) -> JSON:
        """A post in a channel: nobody is its sender but the channel."""
        place = self.chats.chat(channel)
        entities = [entity.to_dict() for entity in find_entities(text)]
        fields = {"sender_chat": place.chat, "text": text} | ({"entities": entities} if entities else {})
        return self.inbox.put("channel_post", place.post(fields, date=self.chats.now).message)

    def presses(self, user: User, message_id: int, data: str, *, chat: Chat | None = None) -> JSON:
        """A button with that ``callback_data``, whether or not the message still shows it."""
        place = self.chats.chat(chat or user)
        query = self._query(user)
        message = place.posts[message_id]
        shown = {"chat": place.chat, "message_id": message_id, "date": 0} if message.deleted else message.message
        return self.inbox.put(
            "callback_query", query | {"message": shown, "chat_instance": str(place.id), "data": data}
        )

    def asks_inline(self, user: User, text: str, *, offset: str = "", chat_type: str = "private") -> JSON:
        """What somebody types after the bot's @name in any chat."""
        query = self._query(user) | {"query": text, "offset": offset, "chat_type": chat_type}
        return self.inbox.put("inline_query", query)

    def chooses(self, user: User, result_id: str, text: str) -> JSON:
        """One of the inline results was sent; told only to bots that asked for feedback."""
        body = {"from": self.chats.person(user), "result_id": result_id, "query": text}
        return self.inbox.put("chosen_inline_result", body)

    def queries_expire(self) -> None:
        """Every button press and inline query so far becomes too old to answer."""
        self.chats.open_queries.clear()

    def _query(self, user: User) -> JSON:
        number = str(next(self.inbox.queries))
        self.chats.open_queries.add(number)
        return {"id": number, "from": self.chats.person(user)}

    def changes_bot(self, user: User, status: str, *, chat: Chat | None = None, **rights: bool) -> JSON:
        """`user` gives the bot another status and rights in a chat (in their private chat: blocks, unblocks it)."""
        place = self.chats.chat(chat or user)
        bot = self.chats.bot["id"]
        before = place.members.get(bot) or self.chats.membership(bot, "left")
        after = self.chats.membership(bot, status, **rights)
        place.members[bot] = after
        change = {"old_chat_member": before, "new_chat_member": after}
        fields = {"chat": place.chat, "from": self.chats.person(user), "date": self.chats.now}
        return self.inbox.put("my_chat_member", fields | change)

    def blocks_bot(self, user: User) -> JSON:
        """Nothing reaches the person any more."""
        return self.changes_bot(user, "kicked")

    def unblocks_bot(self, user: User) -> JSON:
        """Messages reach the person again."""
        return self.changes_bot(user, "member")

    def migrates(self, user: User, group: Chat, supergroup: Chat) -> JSON:
        """A group becomes a supergroup under a new id; returns the update that says so in the old one."""
        old, new = self.chats.chat(group), self.chats.chat(supergroup)
        new.members.update(old.members)
        sender = {"from": self.chats.person(user)}
        told = old.post(sender | {"migrate_to_chat_id": new.id}, date=self.chats.now)
        old.migrated_to = new.id
        update = self.inbox.put("message", told.message)
        arrived = new.post(sender | {"migrate_from_chat_id": old.id}, date=self.chats.now)
        self.inbox.put("message", arrived.message)
        return update


def _quoted(chat: OfflineChat, message_id: int) -> JSON:
    post = chat.posts.get(message_id)
    if post is None:
        raise TelegramRefuses("message to be replied not found")
    return {name: value for name, value in post.message.items() if name != "reply_to_message"}
