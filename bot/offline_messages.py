"""What the offline Bot API does with messages: sends, edits and deletes them, or refuses in Telegram's words."""

import copy
import struct
from collections.abc import Mapping
from typing import Any

from bot.offline_chats import JSON, Chats, OfflineChat, Post, TelegramRefuses, Upload
from bot.offline_html import Entity, Unparsable, clean, find_entities, is_blank, parse, trim

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
RAW_LIMIT = 32768
DATA_LIMIT = 64
DELETABLE_SECONDS = 48 * 3600
DOCUMENT_LIMIT = 50 << 20
PHOTO_LIMIT = 10 << 20
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_SHOWN_AS_ENTITY = {"code", "pre", "text_link", "mention", "bot_command"}

Files = Mapping[str, Upload]


def formatted(params: JSON, name: str = "text") -> tuple[str, list[JSON]]:
    """The text of a parameter as it will be shown, and its entities.

    Raises `TelegramRefuses` for markup that does not parse, and for more bytes than are accepted before parsing.
    """
    raw = clean(str(params.get(name, "")))
    if len(raw.encode()) > RAW_LIMIT:
        raise TelegramRefuses("text is too long")
    mode = str(params.get("parse_mode", "")).lower()
    if mode not in ("", "html"):
        raise TelegramRefuses("unsupported parse_mode")
    try:
        text, entities = parse(raw) if mode else (raw, [Entity(**given) for given in params.get("entities", [])])
    except Unparsable as error:
        raise TelegramRefuses(f"can't parse entities: {error}") from error
    text, entities = trim(text, entities)
    return text, [entity.to_dict() for entity in _with_found(text, entities)]


def _with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Telegram adds the commands and mentions it finds outside code and links."""
    taken = [(given.offset, given.offset + given.length) for given in entities if given.type in _SHOWN_AS_ENTITY]
    found = [
        entity
        for entity in find_entities(text)
        if all(entity.offset + entity.length <= begin or end <= entity.offset for begin, end in taken)
    ]
    return sorted([*entities, *found], key=lambda entity: (entity.offset, -entity.length))


def text_of(params: JSON) -> JSON:
    """The ``text`` and ``entities`` of a message. Raises `TelegramRefuses` when it is empty or too long."""
    if not params.get("text"):
        raise TelegramRefuses("message text is empty")
    text, entities = formatted(params)
    if is_blank(text):
        raise TelegramRefuses("text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise TelegramRefuses("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(params: JSON) -> JSON:
    """The ``caption`` and ``caption_entities`` of a file. Raises `TelegramRefuses` when it is too long."""
    text, entities = formatted({**params, "entities": params.get("caption_entities", [])}, "caption")
    if len(text) > CAPTION_LIMIT:
        raise TelegramRefuses("message caption is too long")
    shown = {"caption": text} if text else {}
    return shown | ({"caption_entities": entities} if entities else {})


def markup_of(params: JSON) -> JSON:
    """The inline keyboard that a message will show. Raises `TelegramRefuses` for a button Telegram would not take."""
    markup = params.get("reply_markup") or {}
    for button in (button for row in markup.get("inline_keyboard", []) for button in row):
        if not set(button) - {"text", "style", "icon_custom_emoji_id"}:
            reason = "Text buttons are unallowed in the inline keyboard"
            raise TelegramRefuses(f"can't parse inline keyboard button: {reason}")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= DATA_LIMIT:
            raise TelegramRefuses("BUTTON_DATA_INVALID")
    return {"reply_markup": markup} if markup.get("inline_keyboard") else {}


def _reply_of(chat: OfflineChat, params: JSON) -> JSON:
    wanted = params.get("reply_parameters")
    if not wanted:
        return {}
    target = chat.seen(int(wanted["message_id"]))
    if target is not None:
        return {"reply_to_message": {name: copy.copy(target.message[name]) for name in _quotable(target.message)}}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise TelegramRefuses("message to be replied not found")


def _quotable(message: JSON) -> list[str]:
    return [name for name in message if name not in ("reply_to_message", "pinned_message")]


def _thread_of(chat: OfflineChat, params: JSON) -> JSON:
    if "message_thread_id" not in params:
        return {}
    thread = int(params["message_thread_id"])
    if thread not in chat.topics:
        raise TelegramRefuses("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _post(chats: Chats, params: JSON, content: JSON, html: str) -> JSON:
    """Post as the bot; in a channel it is the channel that speaks."""
    chat = chats.writable(params["chat_id"])
    sender = {"sender_chat": chat.chat} if chat.type == "channel" else {"from": chats.bot}
    fields = sender | _thread_of(chat, params) | _reply_of(chat, params) | content | markup_of(params)
    return chat.post(fields, date=chats.now, html=html, own=True).message


def send_message(chats: Chats, params: JSON, _: Files) -> JSON:
    """https://core.telegram.org/bots/api#sendmessage"""
    chats.writable(params["chat_id"])
    return _post(chats, params, text_of(params), params["text"])


def send_document(chats: Chats, params: JSON, files: Files) -> JSON:
    """https://core.telegram.org/bots/api#senddocument"""
    content = _document(chats, params.get("document"), files, "document") | caption_of(params)
    return _post(chats, params, content, params.get("caption", ""))


def send_photo(chats: Chats, params: JSON, files: Files) -> JSON:
    """https://core.telegram.org/bots/api#sendphoto"""
    content = _photo(chats, params.get("photo"), files, "photo") | caption_of(params)
    return _post(chats, params, content, params.get("caption", ""))


def send_media_group(chats: Chats, params: JSON, files: Files) -> list[JSON]:
    """https://core.telegram.org/bots/api#sendmediagroup, of photos or documents"""
    album = params["media"]
    if not 2 <= len(album) <= 10:
        raise TelegramRefuses("wrong number of items in the album")
    contents = [(_media(chats, item, files) | caption_of(item), item.get("caption", "")) for item in album]
    group = {"media_group_id": f"album-{chats.now}"}
    return [_post(chats, params, content | group, html) for content, html in contents]


def _media(chats: Chats, item: JSON, files: Files) -> JSON:
    read = {"photo": _photo, "document": _document}.get(item["type"])
    if read is None:
        raise TelegramRefuses(f"offline chats do not show {item['type']}")
    return read(chats, item.get("media"), files, "media")


def _file(chats: Chats, given: Any, files: Files, name: str, limit: int) -> tuple[JSON, Upload]:
    """The file that was uploaded under `name` or ``attach://``, or is known by its ``file_id``."""
    upload = files.get(str(given).removeprefix("attach://")) if given else files.get(name)
    if upload is not None:
        if len(upload[1]) > limit:
            raise TelegramRefuses("Request Entity Too Large", 413)
        return chats.keep_file(*upload), upload
    known = chats.files.get(str(given))
    if known is None:
        raise TelegramRefuses("wrong file identifier/HTTP URL specified")
    path = str(known["file_path"])
    return known, (path.rsplit("/", 1)[-1], chats.contents[path])


def _document(chats: Chats, given: Any, files: Files, name: str) -> JSON:
    kept, (file_name, _) = _file(chats, given, files, name, DOCUMENT_LIMIT)
    shown = {field: kept[field] for field in ("file_id", "file_unique_id", "file_size")}
    return {"document": shown | {"file_name": file_name}}


def _photo(chats: Chats, given: Any, files: Files, name: str) -> JSON:
    kept, (_, content) = _file(chats, given, files, name, PHOTO_LIMIT)
    # a PNG tells its width and height in its first chunk (https://www.w3.org/TR/png/#11IHDR)
    width, height = struct.unpack(">II", content[16:24]) if content[:4] == b"\x89PNG" else (0, 0)
    shown = {field: kept[field] for field in ("file_id", "file_unique_id", "file_size")}
    return {"photo": [shown | {"width": width, "height": height}]}


def _editable(chats: Chats, params: JSON) -> Post:
    post = chats.reach(params["chat_id"]).seen(int(params["message_id"]))
    if post is None:
        raise TelegramRefuses("message to edit not found")
    if not post.own:
        raise TelegramRefuses("message can't be edited")
    return post


def _edit(chats: Chats, params: JSON, content: JSON, html: str, *, replaces: tuple[str, ...]) -> JSON:
    """Replace what is named in `replaces`; the keyboard goes too unless the request brings one."""
    post = _editable(chats, params)
    gone = {*replaces, "reply_markup"}
    edited = {name: value for name, value in post.message.items() if name not in gone} | content | markup_of(params)
    if edited == post.message:
        raise TelegramRefuses(NOT_MODIFIED)
    post.earlier.append(post.message)
    post.message, post.html = edited | {"edit_date": chats.now}, html
    return post.message


def edit_text(chats: Chats, params: JSON, _: Files) -> JSON | bool:
    """https://core.telegram.org/bots/api#editmessagetext; messages sent inline are not kept, only checked."""
    if "inline_message_id" in params:
        return bool(text_of(params) | markup_of(params))
    if "text" not in _editable(chats, params).message:
        raise TelegramRefuses("there is no text in the message to edit")
    return _edit(chats, params, text_of(params), params["text"], replaces=("text", "entities"))


def edit_caption(chats: Chats, params: JSON, _: Files) -> JSON:
    """https://core.telegram.org/bots/api#editmessagecaption"""
    if not {"photo", "document"} & set(_editable(chats, params).message):
        raise TelegramRefuses("there is no caption in the message to edit")
    html = params.get("caption", "")
    return _edit(chats, params, caption_of(params), html, replaces=("caption", "caption_entities"))


def edit_media(chats: Chats, params: JSON, files: Files) -> JSON:
    """https://core.telegram.org/bots/api#editmessagemedia"""
    item = params["media"]
    content = _media(chats, item, files) | caption_of(item)
    replaced = ("text", "entities", "caption", "caption_entities", "photo", "document")
    return _edit(chats, params, content, item.get("caption", ""), replaces=replaced)


def edit_markup(chats: Chats, params: JSON, _: Files) -> JSON | bool:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    if "inline_message_id" in params:
        markup_of(params)
        return True
    return _edit(chats, params, {}, _editable(chats, params).html, replaces=())


def delete(chats: Chats, params: JSON, _: Files) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    chat = chats.reach(params["chat_id"])
    post = chat.seen(int(params["message_id"]))
    if post is None:
        raise TelegramRefuses("message to delete not found")
    fresh = chats.now - post.message["date"] < DELETABLE_SECONDS
    admin = chat.may(chats.bot["id"], "can_delete_messages")
    if not (admin or (fresh and (post.own or chat.type == "private"))):
        raise TelegramRefuses("message can't be deleted")
    post.deleted = True
    return True
