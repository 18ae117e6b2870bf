"""The Bot API inside the process behaves as the one at api.telegram.org does."""

import asyncio
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    Message,
    ReplyParameters,
    Update,
)
from telegram import InlineQueryResultArticle as Article
from telegram import InputTextMessageContent as Content
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.offline import OfflineTelegram
from bot.offline_methods import menu_for
from bot.offline_people import ANONYMOUS_ADMIN, from_channel
from tests.conversation import (
    CHANNEL,
    FORUM,
    GROUP,
    GROWN_GROUP,
    OTHER_CHANNEL,
    OWNER,
    READER,
    SMALL_GROUP,
    STRANGER,
    TOPIC,
    Conversation,
    offline_telegram,
)


@pytest.fixture
def telegram() -> OfflineTelegram:
    """Telegram in which only the reader has started the bot."""
    telegram = offline_telegram()
    telegram.user_says(READER, "/start")
    return telegram


@pytest.fixture
def bot(telegram: OfflineTelegram) -> Bot:
    return Bot("1:offline", request=telegram, get_updates_request=telegram)


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label) for label in labels]])


async def refused(sending: Any) -> str:
    """What the refusal says, in the words that python-telegram-bot leaves of it."""
    with pytest.raises((BadRequest, Forbidden)) as caught:
        await sending
    return str(caught.value)


async def test_messages_are_numbered_in_each_chat(bot: Bot) -> None:
    first = await bot.send_message(GROUP.id, "one")
    assert (await bot.send_message(GROUP.id, "two")).message_id == first.message_id + 1
    assert (await bot.send_message(FORUM.id, "one")).message_id == 1


async def test_html_becomes_text_with_entities(bot: Bot) -> None:
    message = await bot.send_message(READER.id, "😀 <b>Rhea &lt;3</b> <a href='https://a.example/b'>it</a>", "HTML")
    assert message.text == "😀 Rhea <3 it"
    assert message.parse_entities() == {message.entities[0]: "Rhea <3", message.entities[1]: "it"}
    assert message.entities[1].url == "https://a.example/b"


async def test_a_text_is_trimmed_and_its_commands_are_found(bot: Bot) -> None:
    message = await bot.send_message(READER.id, "\n  see <b>/s12</b>\t \n", "HTML")
    assert message.text == "see /s12"
    assert set(message.parse_entities().values()) == {"/s12"}
    assert {entity.type for entity in message.entities} == {"bold", "bot_command"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 4097, "Message is too long"),
        ("<b>" + "x" * 4097 + "</b>", "Message is too long"),
        ("x" * 32769, "Text is too long"),
        ("", "Message text is empty"),
        ("<b> </b>\u200b", "Text must be non-empty"),
        ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("<p>x</p>", 'Can\'t parse entities: unsupported start tag "p" at byte offset 0'),
    ],
)
async def test_a_text_that_telegram_refuses_is_refused_in_its_words(bot: Bot, text: str, words: str) -> None:
    assert (await refused(bot.send_message(READER.id, text, "HTML"))).lower() == words.lower()


async def test_the_limit_counts_code_points_that_are_seen(bot: Bot) -> None:
    assert await bot.send_message(READER.id, "<i>" + "😀" * 4096 + "</i>", "HTML")


async def test_a_caption_is_shorter_than_a_text(bot: Bot) -> None:
    sending = bot.send_document(READER.id, b"{}", "x" * 1025, filename="a.jsonl")
    assert await refused(sending) == "Message caption is too long"


async def test_a_button_carries_at_most_64_bytes(bot: Bot) -> None:
    assert await bot.send_message(READER.id, "x", reply_markup=keyboard("я" * 32))
    assert await refused(bot.send_message(READER.id, "x", reply_markup=keyboard("я" * 33))) == "Button_data_invalid"


async def test_an_edit_is_kept_and_an_equal_one_refused(bot: Bot, telegram: OfflineTelegram) -> None:
    sent = await bot.send_message(READER.id, "one", reply_markup=keyboard("More"))
    edited = await bot.edit_message_text("<b>two</b>", READER.id, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("two", None)
    again = bot.edit_message_text("<b>two</b>", READER.id, sent.message_id, parse_mode="HTML")
    assert (await refused(again)).startswith("Message is not modified: ")
    assert telegram.chats.chats[READER.id].posts[sent.message_id].earlier[0]["text"] == "one"


async def test_only_the_bots_own_messages_can_be_edited(bot: Bot) -> None:
    assert await refused(bot.edit_message_text("x", READER.id, 1)) == "Message can't be edited"
    assert await refused(bot.edit_message_text("x", READER.id, 99)) == "Message to edit not found"


async def test_a_deleted_message_can_be_neither_edited_nor_replied_to(bot: Bot) -> None:
    sent = await bot.send_message(READER.id, "x")
    await bot.delete_message(READER.id, sent.message_id)
    assert await refused(bot.edit_message_text("y", READER.id, sent.message_id)) == "Message to edit not found"
    assert await refused(bot.delete_message(READER.id, sent.message_id)) == "Message to delete not found"
    reply = bot.send_message(READER.id, "y", reply_to_message_id=sent.message_id)
    assert await refused(reply) == "Message to be replied not found"
    lenient = ReplyParameters(sent.message_id, allow_sending_without_reply=True)
    assert (await bot.send_message(READER.id, "y", reply_parameters=lenient)).reply_to_message is None


async def test_a_message_older_than_two_days_cannot_be_deleted() -> None:
    now = [1_750_000_000.0]
    telegram = offline_telegram(clock=lambda: now[0])
    telegram.user_says(READER, "/start")
    bot = Bot("1:offline", request=telegram)
    sent = await bot.send_message(READER.id, "x")
    now[0] += 48 * 3600
    assert await refused(bot.delete_message(READER.id, sent.message_id)) == "Message can't be deleted"


async def test_who_cannot_be_reached_is_told_apart(bot: Bot, telegram: OfflineTelegram) -> None:
    telegram.blocks_bot(READER)
    telegram.changes_bot(OWNER, "kicked", chat=GROUP)
    telegram.changes_bot(OWNER, "administrator", chat=CHANNEL, can_post_messages=False)
    telegram.changes_bot(OWNER, "member", chat=OTHER_CHANNEL)
    assert await refused(bot.send_message(READER.id, "x")) == "Forbidden: bot was blocked by the user"
    assert await refused(bot.send_message(GROUP.id, "x")) == "Forbidden: bot was kicked from the supergroup chat"
    assert await refused(bot.send_message(CHANNEL.id, "x")) == "Not enough rights to send text messages to the chat"
    assert await refused(bot.send_message(OTHER_CHANNEL.id, "x")) == "Need administrator rights in the channel chat"
    assert await refused(bot.send_message(12345, "x")) == "Chat not found"
    unknown = await refused(bot.send_message(STRANGER.id, "x"))
    assert unknown == "Forbidden: bot can't initiate conversation with a user"


async def test_a_reader_who_unblocks_is_reached_again(bot: Bot, telegram: OfflineTelegram) -> None:
    telegram.blocks_bot(READER)
    telegram.unblocks_bot(READER)
    assert await bot.send_message(READER.id, "x")


async def test_a_group_that_became_a_supergroup_says_where_it_went(bot: Bot, telegram: OfflineTelegram) -> None:
    update = telegram.migrates(OWNER, SMALL_GROUP, GROWN_GROUP)
    assert update["message"]["migrate_to_chat_id"] == GROWN_GROUP.id
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(SMALL_GROUP.id, "x")
    assert moved.value.new_chat_id == GROWN_GROUP.id
    assert await bot.send_message(GROWN_GROUP.id, "x")


async def test_a_channel_is_found_by_its_name_and_speaks_for_itself(bot: Bot) -> None:
    message = await bot.send_message("@PeaceWatch", "x")
    assert message.from_user is None
    assert message.sender_chat == CHANNEL


async def test_a_forums_general_topic_has_no_thread(bot: Bot) -> None:
    assert (await bot.send_message(FORUM.id, "x", message_thread_id=TOPIC)).is_topic_message
    assert await refused(bot.send_message(FORUM.id, "x", message_thread_id=1)) == "Message thread not found"


async def test_a_file_can_be_fetched_back(bot: Bot, telegram: OfflineTelegram) -> None:
    sent = await bot.send_document(READER.id, b"a;b", "<b>rows</b>", filename="a.csv", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("a.csv", "rows")
    assert await (await sent.document.get_file()).download_as_bytearray() == b"a;b"
    assert await bot.send_document(READER.id, sent.document.file_id)


async def test_a_file_over_20_mib_cannot_be_fetched(bot: Bot, telegram: OfflineTelegram) -> None:
    update = telegram.user_sends(READER, "a.jsonl", b"{}", size=(20 << 20) + 1)
    assert await refused(bot.get_file(update["message"]["document"]["file_id"])) == "File is too big"


async def test_a_picture_has_the_size_its_png_says(bot: Bot) -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x03\x20\x00\x00\x02\x58" + bytes(20)
    sent = await bot.send_photo(READER.id, png)
    assert (sent.photo[0].width, sent.photo[0].height) == (800, 600)


async def test_an_album_has_two_to_ten_items(bot: Bot) -> None:
    album = [InputMediaDocument(f"{number}".encode(), filename=f"{number}.csv") for number in range(2)]
    documents = [sent.document for sent in await bot.send_media_group(READER.id, album)]
    assert [document.file_name for document in documents if document] == ["0.csv", "1.csv"]
    assert await refused(bot.send_media_group(READER.id, album[:1])) == "Wrong number of items in the album"


async def test_the_file_of_a_message_can_be_changed(bot: Bot) -> None:
    sent = await bot.send_document(READER.id, b"1", "old", filename="1.csv")
    edited = await bot.edit_message_media(InputMediaDocument(b"2", filename="2.csv"), READER.id, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.document is not None
    assert (edited.document.file_name, edited.caption) == ("2.csv", None)
    assert await refused(bot.edit_message_text("x", READER.id, sent.message_id)) == (
        "There is no text in the message to edit"
    )


async def test_who_may_only_listen_may_not_write(bot: Bot, telegram: OfflineTelegram) -> None:
    telegram.changes_bot(OWNER, "restricted", chat=GROUP)
    assert await refused(bot.send_message(GROUP.id, "x")) == "Not enough rights to send text messages to the chat"
    telegram.changes_bot(OWNER, "restricted", chat=GROUP, can_send_messages=True)
    assert await bot.send_message(GROUP.id, "x")


async def test_reactions_pins_and_actions_are_kept(bot: Bot, telegram: OfflineTelegram) -> None:
    sent = await bot.send_message(FORUM.id, "x")
    await bot.set_message_reaction(FORUM.id, sent.message_id, "👍")
    await bot.pin_chat_message(FORUM.id, sent.message_id)
    await bot.send_chat_action(FORUM.id, "typing")
    chat = telegram.chats.chats[FORUM.id]
    assert (chat.reactions[sent.message_id][0]["emoji"], chat.pinned, chat.actions) == ("👍", [1], ["typing"])
    in_group = (await bot.send_message(GROUP.id, "x")).message_id
    words = "Not enough rights to manage pinned messages in the chat"
    assert await refused(bot.pin_chat_message(GROUP.id, in_group)) == words


async def test_who_left_is_outside(bot: Bot) -> None:
    await bot.leave_chat(GROUP.id)
    assert await refused(bot.send_message(GROUP.id, "x")) == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_query_is_answered_while_it_is_fresh(bot: Bot, telegram: OfflineTelegram) -> None:
    sent = await bot.send_message(READER.id, "x", reply_markup=keyboard("More"))
    press = telegram.presses(READER, sent.message_id, "More")["callback_query"]["id"]
    assert await bot.answer_callback_query(press, "shown")
    assert telegram.chats.answers[press]["text"] == "shown"
    telegram.queries_expire()
    assert (await refused(bot.answer_callback_query(press))).startswith("Query is too old")


async def test_inline_results_are_few_and_well_formed(bot: Bot, telegram: OfflineTelegram) -> None:
    def results(count: int, html: str = "x") -> list[Article]:
        return [Article(str(number), "t", Content(html, parse_mode="HTML")) for number in range(count)]

    query = telegram.asks_inline(READER, "ceasefire")["inline_query"]["id"]
    assert await bot.answer_inline_query(query, results(50))
    assert "unsupported start tag" in (await refused(bot.answer_inline_query(query, results(1, "<p>")))).lower()
    status, answer = telegram.handle("answerInlineQuery", {"inline_query_id": query, "results": [{"id": "1"}] * 51})
    assert (status, answer["description"]) == (400, "Bad Request: too many inline query results specified")


async def test_the_most_specific_menu_is_shown(bot: Bot, telegram: OfflineTelegram) -> None:
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("ask", "Ask")], BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("ask", "Спитати")], BotCommandScopeAllPrivateChats(), language_code="uk")
    shown = [menu_for(telegram.chats, READER.id, READER.id, language)[0]["description"] for language in ("en", "uk")]
    assert shown == ["Ask", "Спитати"]
    assert menu_for(telegram.chats, READER.id, GROUP.id)[0]["description"] == "Help"
    assert await refused(bot.set_my_commands([BotCommand("Help!", "x")])) == "Bot_command_invalid"


async def test_members_and_administrators_are_known(bot: Bot) -> None:
    assert (await bot.get_chat_member(CHANNEL.id, OWNER.id)).status == "creator"
    assert (await bot.get_chat_member(CHANNEL.id, STRANGER.id)).status == "left"
    assert OWNER in [member.user for member in await bot.get_chat_administrators(CHANNEL.id)]
    assert (await bot.get_chat(CHANNEL.id)).title == CHANNEL.title
    nobody = bot.get_chat_administrators(READER.id)
    assert await refused(nobody) == "There are no administrators in the private chat"


async def test_a_failure_is_made_once_and_only_where_it_was_asked_for(
    bot: Bot, telegram: OfflineTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else reading `retry_after` is deprecated
    telegram.fail_next("sendMessage", retry_after=3, chat_id=GROUP.id)
    assert await bot.send_message(READER.id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(GROUP.id, "x")
    assert await bot.send_message(GROUP.id, "x")


@pytest.mark.parametrize(
    ("loss", "raised", "arrives"),
    [
        ("refused", (NetworkError, httpx.ConnectError), False),
        ("pool", (TimedOut, httpx.PoolTimeout), False),
        ("connect", (TimedOut, httpx.ConnectTimeout), False),
        ("read", (TimedOut, httpx.ReadTimeout), True),
    ],
)
async def test_a_lost_network_looks_as_it_does_in_the_real_client(
    bot: Bot, telegram: OfflineTelegram, loss: Any, raised: tuple[type[Exception], type[Exception]], arrives: bool
) -> None:
    telegram.fail_next("sendMessage", loss=loss)
    error, cause = raised
    with pytest.raises(error) as caught:
        await bot.send_message(GROUP.id, "x")
    assert isinstance(caught.value.__cause__, cause)
    assert bool(telegram.chats.chats[GROUP.id].posts) is arrives


async def test_updates_wait_are_acknowledged_and_can_come_twice(bot: Bot, telegram: OfflineTelegram) -> None:
    polling = asyncio.create_task(bot.get_updates(offset=2, timeout=30))
    await asyncio.sleep(0.01)
    second = telegram.user_says(READER, "second")
    (update,) = await polling
    assert update.message is not None
    assert update.message.text == "second"
    assert await bot.get_updates(offset=3, timeout=0) == ()
    telegram.inbox.redeliver(second)
    assert [update.update_id for update in await bot.get_updates(offset=3)] == [2]


async def test_a_webhook_and_polling_exclude_each_other(bot: Bot) -> None:
    await bot.set_webhook("https://a.example/hook")
    assert (await bot.get_webhook_info()).url == "https://a.example/hook"
    with pytest.raises(Conflict, match="use deleteWebhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates()


async def test_updates_that_were_not_asked_for_are_not_queued(bot: Bot, telegram: OfflineTelegram) -> None:
    await bot.get_updates(offset=2, allowed_updates=["message"])
    telegram.posts(CHANNEL, "x")
    assert await bot.get_updates() == ()


def test_a_form_is_read_as_values_are(telegram: OfflineTelegram) -> None:
    form = {"chat_id": "101", "text": "7", "reply_markup": '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}'}
    status, answer = telegram.handle("sendMessage", form)
    assert status == 200
    assert answer["result"]["text"] == "7"
    assert telegram.handle("sendMessage", {"text": "x"})[1]["description"] == "Bad Request: chat_id is empty"
    assert telegram.handle("sendMesage", {})[0] == 404


def test_words_people_type_carry_the_entities_of_a_client(telegram: OfflineTelegram) -> None:
    message = telegram.user_says(READER, "😀 /ask@onrecord_bot what @mona said")["message"]
    assert message["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 17},
        {"type": "mention", "offset": 26, "length": 5},
    ]


def test_an_anonymous_admin_is_nobody_in_particular(telegram: OfflineTelegram) -> None:
    message = telegram.user_says(OWNER, "/digest", chat=GROUP, anonymous=True)["message"]
    assert message["from"]["id"] == ANONYMOUS_ADMIN.id
    assert message["sender_chat"]["id"] == GROUP.id


# the driver


def tiny_bot(telegram: OfflineTelegram) -> Application[Any, Any, Any, Any, Any, Any]:
    """A bot that echoes at once, counts in place, and works slowly on /slow."""

    async def echo(update: Update, _: Any) -> None:
        assert update.message is not None
        await update.message.reply_html(f"<b>{update.message.text}</b>", reply_markup=keyboard("More", "Less"))

    async def slow(update: Update, _: Any) -> None:
        await asyncio.sleep(0.05)
        await echo(update, _)

    async def bad(update: Update, _: Any) -> None:
        assert update.message is not None
        await update.message.reply_text("<p>", parse_mode="HTML")

    async def pressed(update: Update, _: Any) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("counted")
        await update.callback_query.edit_message_text(f"you pressed {update.callback_query.data}")

    async def inline(update: Update, _: Any) -> None:
        assert update.inline_query is not None
        await update.inline_query.answer([Article("1", update.inline_query.query, Content("x"))])

    async def quiet(_: object, __: Any) -> None:
        """Errors are the driver's to see."""

    app = Application.builder().token("1:offline").request(telegram).get_updates_request(telegram).build()
    app.add_handler(CommandHandler("slow", slow, block=False))
    app.add_handler(CommandHandler("bad", bad))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(InlineQueryHandler(inline))
    app.add_error_handler(quiet)
    return app


async def test_a_conversation_reads_like_one(telegram: OfflineTelegram) -> None:
    async with Conversation(tiny_bot(telegram), telegram) as talk:
        answer = await talk.says(READER, "hello")
        assert (answer.text, answer.html, answer.labels) == ("hello", "<b>hello</b>", ["More", "Less"])
        answer = await talk.presses(READER, answer, "more")
        assert (answer.text, answer.toast, answer.last.edited) == ("you pressed More", "counted", True)
        answer = await talk.asks_inline(READER, "nato")
        assert answer.results[0]["title"] == "nato"


async def test_a_handler_that_does_not_block_is_waited_for(telegram: OfflineTelegram) -> None:
    async with Conversation(tiny_bot(telegram), telegram) as talk:
        said = await asyncio.gather(talk.says(READER, "/slow"), talk.says(OWNER, "/slow"))
        assert [answer.to(person)[0].text for answer, person in zip(said, (READER, OWNER), strict=True)] == [
            "/slow"
        ] * 2


async def test_an_update_can_be_delivered_twice(telegram: OfflineTelegram) -> None:
    async with Conversation(tiny_bot(telegram), telegram) as talk:
        update = telegram.user_says(READER, "x", forward=from_channel(CHANNEL, 5, 1_700_000_000))
        assert [(await talk.happens(update)).text, (await talk.happens(update)).text] == ["x", "x"]


async def test_jobs_run_when_the_test_says_so(telegram: OfflineTelegram) -> None:
    app = tiny_bot(telegram)

    async def remind(context: Any) -> None:
        await context.bot.send_message(READER.id, "due")

    assert app.job_queue is not None
    app.job_queue.run_repeating(remind, 0.01, name="reminders")
    async with Conversation(app, telegram) as talk:
        await asyncio.sleep(0.05)
        assert (await talk.tick("reminders")).to(READER)[0].text == "due"
        assert [call.method for call in telegram.calls] == ["getMe", "sendMessage"]


async def test_a_button_that_is_not_there_cannot_be_pressed(telegram: OfflineTelegram) -> None:
    async with Conversation(tiny_bot(telegram), telegram) as talk:
        answer = await talk.says(READER, "hello")
        with pytest.raises(AssertionError, match="not one button 'Gone'"):
            await talk.presses(READER, answer, "Gone")
        assert (await talk.presses(READER, answer, data="Gone")).text == "you pressed Gone"


async def test_polling_fetches_answers_and_stops(telegram: OfflineTelegram) -> None:
    app = tiny_bot(telegram)
    answered = asyncio.Event()
    telegram.listeners.append(lambda call: answered.set() if call.method == "sendMessage" else None)
    async with app:
        assert app.updater is not None
        await app.updater.start_polling()
        await app.start()
        await asyncio.wait_for(answered.wait(), 5)
        await app.updater.stop()
        await app.stop()
    assert telegram.inbox.queue == []
    assert telegram.chats.chats[READER.id].posts[2].html == "<b>/start</b>"


async def test_an_error_in_a_handler_fails_the_conversation(telegram: OfflineTelegram) -> None:
    with pytest.raises(AssertionError, match="a handler raised BadRequest"):
        async with Conversation(tiny_bot(telegram), telegram) as talk:
            await talk.says(READER, "/bad")


async def test_a_text_that_telegram_would_not_parse_fails_the_conversation(telegram: OfflineTelegram) -> None:
    with pytest.raises(pytest.fail.Exception, match="Unsupported start tag"):
        async with Conversation(tiny_bot(telegram), telegram, raises=(BadRequest,)) as talk:
            await talk.says(READER, "/bad")


async def test_a_request_outside_the_schema_fails_the_conversation(telegram: OfflineTelegram) -> None:
    async with Conversation(tiny_bot(telegram), telegram) as talk:
        await talk.app.bot.send_message(READER.id, "x", api_kwargs={"colour": "red"})
        with pytest.raises(pytest.fail.Exception, match="there is no colour"):
            talk.check()
