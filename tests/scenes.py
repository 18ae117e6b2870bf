"""Whole conversations in each language: what people say, and the small record that the bot answers from.

A line is said in private; `[2]` presses the second button under the last message. In a group it begins with `@group `;
`@group ^ ` replies to the last message there. `@group +` adds the bot, `~` waits until messages that are due have come,
`? ` is typed after the bot's @name in some other chat.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from store.dates import PartialDate
from store.record import Act, Draft, Source

DAY = PartialDate(2025, 5, 16)


@dataclass(frozen=True, slots=True)
class Words:
    """One language's names and texts for the record and the questions."""

    russia: str
    ukraine: str
    president: str
    turkey: str
    truce: str
    alliance: str
    texts: tuple[str, str, str, str, str]
    quote: str
    source: str
    who: str
    nobody: str
    added: str
    ruled: str
    retracted: str
    translated: str
    day: str
    responds: str
    thanks: str
    heard: str
    also: str
    city: str
    alias: str
    paper: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        russia="Russia",
        ukraine="Ukraine",
        president="Volodymyr Zelenskiy",
        turkey="Turkey",
        truce="ceasefire",
        alliance="NATO",
        texts=(
            "Ukraine must give up joining NATO.",
            "Ukraine alone chooses its alliances.",
            "A full ceasefire comes first.",
            "A ceasefire would only give Ukraine time to rearm.",
            "Turkey will host the next round of talks.",
        ),
        quote="a full and honest ceasefire",
        source="An evening paper",
        who="Who demanded a ceasefire?",
        nobody="Who promised to build a railway to the moon?",
        added="demand | Ukraine must stay neutral.",
        ruled="accepted because both sides signed",
        retracted="because the source was mistaken",
        translated="uk: Україна має відмовитися від НАТО.",
        day="on",
        responds="responds",
        thanks="thanks",
        heard="Turkey says the talks go on.",
        also="alias",
        city="Kyiv",
        alias="truce",
        paper="A treaty, https://example.org/2",
    ),
    "uk": Words(
        russia="Росія",
        ukraine="Україна",
        president="Володимир Зеленський",
        turkey="Туреччина",
        truce="припинення вогню",
        alliance="НАТО",
        texts=(
            "Україна має відмовитися від вступу до НАТО.",
            "Україна сама обирає свої союзи.",
            "Спершу має настати повне припинення вогню.",
            "Припинення вогню лише дасть Україні час на переозброєння.",
            "Туреччина прийме наступний раунд переговорів.",
        ),
        quote="повне й чесне припинення вогню",
        source="Вечірня газета",
        who="Хто вимагав припинення вогню?",
        nobody="Хто обіцяв збудувати залізницю на Місяць?",
        added="вимога | Україна має лишитися нейтральною.",
        ruled="прийнято, бо обидві сторони підписали",
        retracted="бо джерело помилилося",
        translated="російською: Украина должна отказаться от НАТО.",
        day="коли",
        responds="відповідь",
        thanks="дякую",
        heard="Туреччина каже, що переговори тривають.",
        also="назва",
        city="Київ",
        alias="перемир’я",
        paper="Договір, https://example.org/2",
    ),
    "ru": Words(
        russia="Россия",
        ukraine="Украина",
        president="Владимир Зеленский",
        turkey="Турция",
        truce="прекращение огня",
        alliance="НАТО",
        texts=(
            "Украина должна отказаться от вступления в НАТО.",
            "Украина сама выбирает свои союзы.",
            "Сначала должно наступить полное прекращение огня.",
            "Прекращение огня лишь даст Украине время на перевооружение.",
            "Турция примет следующий раунд переговоров.",
        ),
        quote="полное и честное прекращение огня",
        source="Вечерняя газета",
        who="Кто требовал прекращения огня?",
        nobody="Кто обещал построить железную дорогу на Луну?",
        added="требование | Украина должна остаться нейтральной.",
        ruled="принято, потому что обе стороны подписали",
        retracted="потому что источник ошибся",
        translated="на украинском: Україна має відмовитися від НАТО.",
        day="когда",
        responds="ответ",
        thanks="спасибо",
        heard="Турция говорит, что переговоры продолжаются.",
        also="название",
        city="Киев",
        alias="перемирие",
        paper="Договор, https://example.org/2",
    ),
}


def record_of(words: Words) -> list[Draft]:
    """Five statements: a demand that is rejected, one that is answered with a warning, a promise."""
    joining, own, first, time, host = words.texts
    source = (Source(words.source, published_on="2025-05-16", url="https://example.org/1"),)
    return [
        Draft(words.russia, Act.DEMAND, joining, "a", (words.ukraine,), (words.alliance,), said_on=DAY, sources=source),
        Draft(words.ukraine, Act.REJECT, own, "b", (words.russia,), (words.alliance,), said_on=DAY, responds_to=("a",)),
        Draft(
            words.president, Act.DEMAND, first, "c", (words.russia,), (words.truce,), words.quote, DAY, sources=source
        ),
        Draft(
            words.russia,
            Act.WARN,
            time,
            "d",
            (words.ukraine,),
            (words.truce,),
            said_on=PartialDate(2025, 5),
            reported_by=words.turkey,
            responds_to=("c",),
        ),
        Draft(words.turkey, Act.PROMISE, host, "e", said_on=DAY, due_on=PartialDate(2025, 7)),
    ]


def scenes(words: Words) -> dict[str, list[str]]:
    """What a stranger, a reader, a moderator, the admin of a channel and a group do, line by line."""
    return {
        "empty": ["/start", words.who, "/topics", f"/add {words.russia} | {words.added}", "[2]"],
        "stranger": ["/start", "[1]", words.nobody, "/s3", "/s99", "/nonsense", "/help"],
        "reader": [
            words.who,
            words.alliance,
            f"? {words.truce}",
            "? ",
            "/open",
            f"/timeline {words.russia}",
            f"/compare {words.russia}, {words.ukraine}",
            f"/chart {words.alliance}",
            "[1]",
            "/topics",
            "/speakers",
            "/s1",
            "[1]",
            f"/follow {words.truce}",
            "[1]",
            "/following",
            "/language",
            "/privacy",
            "/forgetme",
            "[1]",
        ],
        "moderator": [
            f"/add {words.russia} | {words.added} | to: {words.ukraine} | on: 2025-05-16 | topic: {words.alliance}",
            "[1]",
            "/status 1 " + words.ruled,
            "[1]",
            "/history 1",
            "/link 4 1",
            "/undo",
            f"/edit 1 {words.day}: 16.05.25",
            f"/edit 1 {words.translated}",
            "/s1",
            "/retract 4 " + words.retracted,
            "/restore 4",
            "/add",
            "[1]",
            "/cancel",
            "/queue",
            "/unanswered",
            "/mods",
            "/actor",
            "/help",
        ],
        "admin": [
            "/start",
            "@channel +",
            "~",
            "[1]",
            "[7]",
            "[9]",
            "[1]",
            "/digests",
            "[1]",
            "[4]",
            words.city,
            "[3]",
            "[3]",
        ],
        "group": [
            "@group +",
            "~",
            "@group /start",
            f"@group {words.who}",
            f"@group @onrecord_bot {words.who}",
            "[3]",
            f"@group ^ {words.thanks}",
            f"@group {words.heard}",
            "@group ^ /suggest",
            f"@group /topic {words.also} {words.truce}: {words.alias}",
            "/queue",
            "[1]",
            "[1]",
            "@group /status 1 " + words.ruled,
            "@group ^ " + words.paper,
            "@group /help",
        ],
    }
