"""Channels and groups: who may set up what there, and what happens when the bot comes, loses its rights or returns."""

from markupsafe import Markup
from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from handlers.context import Context, Tools, chat_of, tools_of
from handlers.delivery import told_to_owner
from handlers.errors import Refused
from handlers.i18n import plain, say, supported
from handlers.reply import deep_link
from store import digests, outbox, suspension
from store.chats import is_known, meet
from store.outbox import Planned
from store.record import Chat

ADMINS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def may_set_up(tools: Tools, place: int | str, person: int) -> Chat:
    """The chat, once Telegram confirms that this person is an admin there and that the bot may post.

    Raises:
        Refused: saying which of it is not so.
    """
    if place == person:
        return Chat(person, ChatType.PRIVATE, None, None)
    try:
        chat = await tools.bot.get_chat(place)
        them = await tools.bot.get_chat_member(chat.id, person)
        bot = await tools.bot.get_chat_member(chat.id, tools.bot.id)
    except (BadRequest, Forbidden):
        raise Refused("place-unknown") from None
    if chat.type == ChatType.PRIVATE or them.status not in ADMINS:
        raise Refused("place-not-admin", title=chat.effective_name or str(place))
    if not may_post(bot, chat.type):
        raise Refused("place-may-not-post", title=chat.effective_name or str(place))
    return Chat(chat.id, chat.type, chat.effective_name, chat.username)


def may_post(bot: ChatMember, kind: str) -> bool:
    """Whether the bot, as this member, may write in a chat of this kind."""
    if kind == ChatType.CHANNEL:
        return isinstance(bot, ChatMemberAdministrator) and bool(bot.can_post_messages)
    if isinstance(bot, ChatMemberRestricted):
        return bot.is_member and bot.can_send_messages
    return bot.status in {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER}


async def bot_changed(update: Update, context: Context) -> None:
    """Telegram tells that the bot has another place in a chat: it came, went, or has other rights."""
    change, tools = update.my_chat_member, tools_of(context)
    if change is None:
        return
    now, chat = tools.clock(), chat_of(update)
    if may_post(change.new_chat_member, change.chat.type):
        await tools.db.write(outbox.go_on, chat.id, now, told_to_owner)
        if chat.type != ChatType.PRIVATE and not may_post(change.old_chat_member, change.chat.type):
            await tools.db.write(meet, chat, now)
            await _offer(change, chat, tools)
    else:
        reason = f"the bot is {change.new_chat_member.status} there and may not post"
        await tools.db.write(outbox.stop, chat.id, reason, now, told_to_owner)


TITLE = 128
"""Characters of a chat's title that are repeated: as many as Telegram lets it have."""


async def _offer(change: ChatMemberUpdated, chat: Chat, tools: Tools) -> None:
    """Offer a digest to whoever added the bot, in private; not where there is one already.

    Somebody who never wrote to the bot cannot be written to: a group is then told how to ask, and the way to a digest.
    """
    person = change.from_user
    known = await tools.db.read(digests.of_chat, chat.id)
    if person.is_bot or known:
        return
    language, bot = supported(person.language_code), tools.bot.username
    key = f"offer:{chat.id}:{change.date:%Y%m%d%H%M%S}"
    if await tools.db.read(is_known, person.id):
        words = say(language, "digest-offer", title=(chat.title or str(chat.id))[:TITLE])
        begin = (plain(language, "digest-button-begin"), f"digestin:{chat.id}:0")
        message = Planned(key, person.id, str(words), buttons=((begin,),))
    elif chat.type == ChatType.CHANNEL:
        return
    else:
        link = deep_link(bot, f"digest_{chat.id}_0")
        words = Markup("{}\n{}").format(say(language, "hello-group", bot=bot), say(language, "hello-digest", link=link))
        message = Planned(key, chat.id, str(words))
    await tools.db.write(outbox.plan, [message], tools.clock())


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup: what was set for it is kept under the new id."""
    message, tools = update.message, tools_of(context)
    if message is not None and message.migrate_to_chat_id is not None:
        await tools.db.write(suspension.move, message.chat.id, message.migrate_to_chat_id)
