"""The judgement of requests and texts, and the offline parser that has to agree with Telegram's."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offline_html import Unparsable, find_entities, parse, trim, units
from tests.telegram import HAS_TDLIB, check_markup, check_request, check_text, find_by_telegram, parse_by_telegram

needs_tdlib = pytest.mark.skipif(not HAS_TDLIB, reason="TDLib has no build for this machine")

PIECES = [
    *(
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<u>",
        "</u>",
        "<s>",
        "</s>",
        "<del>",
        "</del>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
    ),
    *("<code class='language-py'>", "<a href='https://a.example/b?c=1'>", "<a href=x>", "</a>", "</>", "<h1>", "<br/>"),
    *("<blockquote>", "<blockquote expandable>", "</blockquote>", "<span class='tg-spoiler'>", "</span>"),
    *("<tg-spoiler>", "</tg-spoiler>", "<tg-emoji emoji-id='5'>", "</tg-emoji>", "<tg-time unix='7'>", "</tg-time>"),
    *("<", ">", "/", "=", '"', "'", "&", ";", "#", "&lt;", "&amp;", "&quot;", "&nbsp;", "&#65;", "&#x41", "&#xd800;"),
    *("a", "Б", "😀", "1", "-", ".", " ", "\n"),
]
TYPES = {"PreCode": "pre", "TextUrl": "text_link", "BlockQuote": "blockquote", "DateTime": "date_time"}
TYPES |= {"ExpandableBlockQuote": "expandable_blockquote", "CustomEmoji": "custom_emoji", "BotCommand": "bot_command"}

markup = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
    st.text(alphabet="<>/=\"'&;# \nabipreco1xя😀-.", max_size=25),
)


def named(tdlib_type: str) -> str:
    name = tdlib_type.removeprefix("textEntityType")
    return TYPES.get(name, name.lower())


def ours(html: str) -> tuple[str, list[tuple[int, int, str]]] | str:
    try:
        text, entities = parse(html)
    except Unparsable as error:
        return f"Can't parse entities: {error}"
    return text, [(entity.offset, entity.length, entity.type) for entity in entities]


def theirs(html: str) -> tuple[str, list[tuple[int, int, str]]] | str:
    answer = parse_by_telegram(html)
    if answer["@type"] == "error":
        return str(answer["message"])
    return answer["text"], [(at["offset"], at["length"], named(at["type"]["@type"])) for at in answer["entities"]]


@needs_tdlib
@given(markup)
def test_the_offline_parser_agrees_with_telegrams(html: str) -> None:
    assert ours(html) == theirs(html)


@needs_tdlib
@given(st.lists(st.sampled_from([*"/@a_1Д😀.,(<>«\n -\u0301", "abc", "onrecord_bot"]), max_size=8).map("".join))
def test_commands_and_mentions_are_found_where_telegram_finds_them(text: str) -> None:
    expected = [(at, length, named(kind)) for at, length, kind in find_by_telegram(text)]
    found = [(entity.offset, entity.length, entity.type) for entity in find_entities(text)]
    assert found == [entity for entity in expected if entity[2] in ("bot_command", "mention")]


@given(markup)
def test_trimming_keeps_every_entity_on_its_words(html: str) -> None:
    try:
        text, entities = parse(html)
    except Unparsable:
        return
    shown, moved = trim(text, entities)
    assert shown in text
    assert all(entity.offset >= 0 and entity.offset + entity.length <= units(shown) for entity in moved)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://a.example/b?c=1&amp;d=2", "https://a.example/b?c=1&d=2"),
        ("https://t.me/onrecord_bot?start=s12", "https://t.me/onrecord_bot?start=s12"),
        ("javascript:alert(1)", None),
        ("ftp://a.example", None),
        ("nowhere", None),
    ],
)
def test_a_link_is_kept_only_when_telegram_keeps_it(href: str, url: str | None) -> None:
    _, entities = parse(f'<a href="{href}">x</a>')
    assert [entity.url for entity in entities] == ([url] if url else [])
    if HAS_TDLIB:
        assert len(parse_by_telegram(f'<a href="{href}">x</a>')["entities"]) == len(entities)


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"chat_id": 1, "text": "x"}, None),
        ({"chat_id": "@channel", "text": "x", "reply_parameters": {"message_id": 1}}, None),
        ({"chat_id": 1}, "sendMessage: text is missing"),
        ({"chat_id": 1, "text": 5}, "sendMessage.text: must be String, not 5"),
        ({"chat_id": 1, "text": "x", "protect_content": 1}, "sendMessage.protect_content: must be Boolean, not 1"),
        ({"chat_id": 1, "text": "x", "parsemode": "HTML"}, "sendMessage: there is no parsemode"),
        (
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback": "b"}]]}},
            "sendMessage.reply_markup.inline_keyboard[0][0]: there is no callback",
        ),
    ],
)
def test_a_request_is_held_against_the_schema(params: dict[str, Any], problem: str | None) -> None:
    assert check_request("sendMessage", params) == ([problem] if problem else [])


def test_inline_results_are_held_against_the_one_type_they_are() -> None:
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "x"}}
    assert check_request("answerInlineQuery", {"inline_query_id": "1", "results": [article]}) == []
    del article["title"]
    problems = check_request("answerInlineQuery", {"inline_query_id": "1", "results": [article]})
    assert problems == ["answerInlineQuery.results[0]: title is missing"]


def test_an_upload_stands_for_the_file_that_is_required() -> None:
    assert check_request("sendDocument", {"chat_id": 1}, ["document"]) == []
    assert check_request("sendDocument", {"chat_id": 1}) == ["sendDocument: document is missing"]


def test_there_is_no_such_method() -> None:
    assert check_request("sendMesage", {}) == ["sendMesage: there is no such method"]


def test_markup_is_judged_however_deep_it_lies() -> None:
    content = {"message_text": "<b>x", "parse_mode": "HTML"}
    assert "Can't find end tag" in check_markup({"results": [{"input_message_content": content}]})[0]
    assert check_markup({"text": "<b>x"}) == []
    assert check_text("<b>x</b>") is None
