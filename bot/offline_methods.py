"""The methods of the offline Bot API, by name: https://core.telegram.org/bots/api#available-methods."""

import json
import re
from collections.abc import Callable
from typing import Any

from telegram.constants import ReactionEmoji

from bot import offline_messages as messages
from bot.offline_chats import JSON, PRESENT, Chats, OfflineChat, TelegramRefuses
from bot.offline_messages import Files

DOWNLOAD_LIMIT = 20 << 20
RESULTS_LIMIT = 50
COMMANDS_LIMIT = 100
REACTIONS = frozenset(ReactionEmoji)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

Method = Callable[[Chats, JSON, Files], Any]


def _me(chats: Chats, _: JSON, __: Files) -> JSON:
    return chats.bot


def _accepted(*_: object) -> bool:
    return True


def _answer_callback(chats: Chats, params: JSON, _: Files) -> bool:
    if len(params.get("text", "")) > 200:
        raise TelegramRefuses("MESSAGE_TOO_LONG")
    return _answered(chats, params["callback_query_id"], params)


def _answer_inline(chats: Chats, params: JSON, _: Files) -> bool:
    results = params["results"]
    if len(results) > RESULTS_LIMIT:
        raise TelegramRefuses("too many inline query results specified")
    if any(not 1 <= len(result["id"].encode()) <= 64 for result in results):
        raise TelegramRefuses("RESULT_ID_INVALID")
    if len({result["id"] for result in results}) < len(results):
        raise TelegramRefuses("RESULT_ID_DUPLICATE")
    if len(params.get("next_offset", "").encode()) > 64:
        raise TelegramRefuses("NEXT_OFFSET_INVALID")
    for result in results:
        _check_result(result)
    return _answered(chats, params["inline_query_id"], params)


def _check_result(result: JSON) -> None:
    content = result.get("input_message_content", {})
    if "message_text" in content:
        messages.text_of(content | {"text": content["message_text"]})
    messages.markup_of(result)


def _answered(chats: Chats, query: str, answer: JSON) -> bool:
    if query not in chats.open_queries:
        raise TelegramRefuses(QUERY_TOO_OLD)
    chats.answers[query] = answer
    return True


def _chat_action(chats: Chats, params: JSON, _: Files) -> bool:
    chats.writable(params["chat_id"]).actions.append(params["action"])
    return True


def _react(chats: Chats, params: JSON, _: Files) -> bool:
    chat = chats.reach(params["chat_id"])
    if chat.seen(int(params["message_id"])) is None:
        raise TelegramRefuses("message to react not found")
    wanted = [one.get("emoji", "") for one in params.get("reaction", [])]
    if len(wanted) > 1 or not all(emoji in REACTIONS and chat.allows(emoji) for emoji in wanted):
        raise TelegramRefuses("REACTION_INVALID")
    chat.reactions[int(params["message_id"])] = params.get("reaction", [])
    return True


def _pin(chats: Chats, params: JSON, _: Files) -> bool:
    chat = chats.reach(params["chat_id"])
    if chat.seen(int(params["message_id"])) is None:
        raise TelegramRefuses("message to pin not found")
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if chat.type != "private" and not chat.may(chats.bot["id"], right):
        raise TelegramRefuses("not enough rights to manage pinned messages in the chat")
    chat.pinned.append(int(params["message_id"]))
    return True


def _chat(chats: Chats, params: JSON, _: Files) -> JSON:
    chat = chats.reach(params["chat_id"])
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return chat.chat | full


def _member(chats: Chats, params: JSON, _: Files) -> JSON:
    chat, user = chats.reach(params["chat_id"]), int(params["user_id"])
    if user in chat.members:
        return chat.members[user]
    if user not in chats.users:
        raise TelegramRefuses("PARTICIPANT_ID_INVALID")
    _require_member_list(chats, chat)
    return chats.membership(user, "left")


def _require_member_list(chats: Chats, chat: OfflineChat) -> None:
    if chat.type == "channel" and chat.status_of(chats.bot["id"]) != "administrator":
        raise TelegramRefuses("member list is inaccessible")


def _administrators(chats: Chats, params: JSON, _: Files) -> list[JSON]:
    chat = chats.reach(params["chat_id"])
    if chat.type == "private":
        raise TelegramRefuses("there are no administrators in the private chat")
    _require_member_list(chats, chat)
    return [member for member in chat.members.values() if member["status"] in ("creator", "administrator")]


def _member_count(chats: Chats, params: JSON, _: Files) -> int:
    chat = chats.reach(params["chat_id"])
    return sum(member["status"] in PRESENT for member in chat.members.values())


def _leave(chats: Chats, params: JSON, _: Files) -> bool:
    chat = chats.reach(params["chat_id"])
    if chat.type == "private":
        raise TelegramRefuses("chat member status can't be changed in private chats")
    chat.members[chats.bot["id"]] = chats.membership(chats.bot["id"], "left")
    return True


def _get_file(chats: Chats, params: JSON, _: Files) -> JSON:
    kept = chats.files.get(params["file_id"])
    if kept is None:
        raise TelegramRefuses("wrong file_id or the file is temporarily unavailable")
    if kept["file_size"] > DOWNLOAD_LIMIT:
        raise TelegramRefuses("file is too big")
    return kept


def _scope(params: JSON) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), params.get("language_code", "")


def _set_commands(chats: Chats, params: JSON, _: Files) -> bool:
    commands = params["commands"]
    if len(commands) > COMMANDS_LIMIT:
        raise TelegramRefuses("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise TelegramRefuses("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise TelegramRefuses("BOT_COMMAND_DESCRIPTION_INVALID")
    chats.menus[_scope(params)] = commands
    return True


def _get_commands(chats: Chats, params: JSON, _: Files) -> list[JSON]:
    return chats.menus.get(_scope(params), [])


def _delete_commands(chats: Chats, params: JSON, _: Files) -> bool:
    chats.menus.pop(_scope(params), None)
    return True


def menu_for(chats: Chats, user: int, chat_id: int, language: str = "") -> list[JSON]:
    """The commands a person sees in a chat, by https://core.telegram.org/bots/api#determining-list-of-commands."""
    chat = chats.find(chat_id)
    admin = chat.status_of(user) in ("creator", "administrator")
    here = {"chat_id": chat_id}
    scopes: list[JSON] = [{"type": "chat_member", **here, "user_id": user}] if chat.type != "private" else []
    scopes += [{"type": "chat_administrators", **here}] if admin else []
    scopes += [{"type": "chat", **here}]
    scopes += [{"type": "all_chat_administrators"}] if admin else []
    scopes += [{"type": "all_private_chats" if chat.type == "private" else "all_group_chats"}, {"type": "default"}]
    keys = (_scope({"scope": scope, "language_code": code}) for scope in scopes for code in (language, ""))
    return next((chats.menus[key] for key in keys if key in chats.menus), [])


METHODS: dict[str, Method] = {
    "getMe": _me,
    "logOut": _accepted,
    "close": _accepted,
    "sendMessage": messages.send_message,
    "sendDocument": messages.send_document,
    "sendPhoto": messages.send_photo,
    "sendMediaGroup": messages.send_media_group,
    "editMessageText": messages.edit_text,
    "editMessageCaption": messages.edit_caption,
    "editMessageMedia": messages.edit_media,
    "editMessageReplyMarkup": messages.edit_markup,
    "deleteMessage": messages.delete,
    "sendChatAction": _chat_action,
    "setMessageReaction": _react,
    "pinChatMessage": _pin,
    "answerCallbackQuery": _answer_callback,
    "answerInlineQuery": _answer_inline,
    "getChat": _chat,
    "getChatMember": _member,
    "getChatAdministrators": _administrators,
    "getChatMemberCount": _member_count,
    "leaveChat": _leave,
    "getFile": _get_file,
    "setMyCommands": _set_commands,
    "getMyCommands": _get_commands,
    "deleteMyCommands": _delete_commands,
    "setMyDescription": _accepted,
    "setMyShortDescription": _accepted,
    "setMyName": _accepted,
    "setChatMenuButton": _accepted,
}
"""Every method except those about updates, which belong to `OfflineTelegram`."""
