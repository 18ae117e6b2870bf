"""Whether a call brings what Telegram could have sent: python-telegram-bot's parser takes any value for any field."""

import re
from typing import Any

SHAPES: dict[str, dict[str, str]] = {
    "Update": {
        "update_id": "Integer!",
        "message": "Message",
        "callback_query": "CallbackQuery",
        "inline_query": "InlineQuery",
        "my_chat_member": "ChatMemberUpdated",
    },
    "Message": {
        "message_id": "Integer!",
        "message_thread_id": "Integer",
        "is_topic_message": "Boolean",
        "date": "Integer!",
        "chat": "Chat!",
        "from": "User",
        "sender_chat": "Chat",
        "text": "String",
        "caption": "String",
        "entities": "Array of MessageEntity",
        "caption_entities": "Array of MessageEntity",
        "document": "Document",
        "reply_to_message": "Message",
        "forward_origin": "MessageOrigin",
        "via_bot": "User",
        "migrate_to_chat_id": "Integer",
        "migrate_from_chat_id": "Integer",
    },
    "Chat": {"id": "Integer!", "type": "String!", "title": "String", "username": "String", "first_name": "String"},
    "User": {
        "id": "Integer!",
        "is_bot": "Boolean!",
        "first_name": "String!",
        "last_name": "String",
        "username": "String",
        "language_code": "String",
    },
    "MessageEntity": {"type": "String!", "offset": "Integer!", "length": "Integer!", "url": "String"},
    "Document": {"file_id": "String!", "file_name": "String", "file_size": "Integer", "mime_type": "String"},
    "MessageOrigin": {
        "type": "String!",
        "date": "Integer!",
        "sender_user": "User",
        "sender_user_name": "String",
        "sender_chat": "Chat",
        "chat": "Chat",
        "message_id": "Integer",
    },
    "CallbackQuery": {
        "id": "String!",
        "from": "User!",
        "message": "Message",
        "data": "String",
        "inline_message_id": "String",
    },
    "InlineQuery": {"id": "String!", "from": "User!", "query": "String!", "offset": "String!", "chat_type": "String"},
    "ChatMemberUpdated": {
        "chat": "Chat!",
        "from": "User!",
        "date": "Integer!",
        "old_chat_member": "ChatMember!",
        "new_chat_member": "ChatMember!",
    },
    "ChatMember": {"status": "String!", "user": "User!"},
}
"""What the bot reads of an update, in the words of the Bot API; `!` is always there. Other fields may be anything."""

_NO_TEXT = re.compile("[\\0\\ud800-\\udfff]")
_NUMBERS = 1 << 53
"""Identifiers have at most 52 significant bits (Bot API, Chat.id)."""


def is_shaped(kind: str, value: Any) -> bool:
    """Whether a value read from JSON is of a type of the Bot API, as far as the bot reads it."""
    if kind == "Integer":
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _NUMBERS
    if kind == "String":
        return isinstance(value, str) and _is_unicode(value)
    if kind == "Boolean":
        return isinstance(value, bool)
    if kind.startswith("Array of "):
        return isinstance(value, list) and all(is_shaped(kind.removeprefix("Array of "), one) for one in value)
    if not isinstance(value, dict):
        return False
    return all(
        is_shaped(field.removesuffix("!"), value[name]) if name in value else not field.endswith("!")
        for name, field in SHAPES[kind].items()
    )


def _is_unicode(text: str) -> bool:
    """No half of a surrogate pair, which no database takes, and no NUL, which PostgreSQL does not."""
    return _NO_TEXT.search(text) is None
