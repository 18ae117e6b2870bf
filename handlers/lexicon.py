"""The words by which people say what they ask for, in English, Ukrainian and Russian: acts, small talk, filler. Pure.

They are of the language, not of any record: the same whatever the statements are about.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from store.record import Act
from store.text import fold, stem, stems


def words_in(text: str) -> frozenset[str]:
    """The words of a table, written as running text so that a line holds many."""
    return frozenset(text.split())


_WISH = (Act.DEMAND, Act.APPEAL, Act.PROPOSE)

_SPOKEN: Mapping[tuple[Act, ...], str] = {
    (Act.DEMAND, Act.APPEAL): """
        impose imposed imposes imposing
        demand demands demanding demanded require required requires requirement ultimatum order ordered orders
        condition вимагати вимагає вимагають вимагав вимагала вимагали вимога вимоги вимог вимогу ультиматум
        требовать требует требуют требовал требовала требовали потребовать потребовал потребовала потребовали
        требование требования требований вимагало наказати наказав наказала наказали наказує приказать приказал
        приказала приказали зажадав зажадала зажадали потребував потребувала требовало""",
    (Act.DEMAND, Act.CLAIM, Act.APPEAL, Act.DENY): """
        insist insisted insists insisting insistence наполягає наполягав наполягала наполягали наполягають настаивает
        настаивал настаивала настаивали настаивают""",
    _WISH: """
        want wants wanted wanting wish ask asks asked asking request requests requested call_for called_for calls_for
        calling_for call_on called_on calls_on calling_on urge urged urges urging push_for pushed_for press_for
        pressed_for seek sought seeks seeking tell told call calls called lean_on leaned_on leant_on lobbied petition
        instruct stipulate dictate exhort entreat encourage petitioned implore implored would_like press_on хотіти хоче
        хочуть хотів хотіла просити просить просив просила домагається хотеть хочет хотят хотел хотела хотели просит
        просил попросил добивается хотіло просило прохає домагався домагалася домагалися домагаються добиваються
        добивався добивалась добивались попросити попросив попросила попросили хотело""",
    (Act.APPEAL, Act.DEMAND, Act.PROPOSE): """
        appeal appealed appeals appealing turn_to turned_to plead pleaded beg begged закликати закликав закликала
        закликали закликає закликають заклик звернутися звернувся звернулася призвать призвал призвала призвали
        призывает призывают призыв обратиться обратился обратилась закликало звертався зверталася звертається призывал
        призывала призывали обращался обращалась обращается""",
    (Act.PROPOSE,): """
        propose proposed proposes proposing proposal proposals offer offered offers offering suggest suggested advocate
        dangle lay_out laid_out volunteer suggests suggestion recommend recommended recommendation initiative
        put_forward float floated pitch pitched moot mooted on_the_table пропонувати пропонує пропонував запропонувати
        запропонував запропонувала запропонували пропозиція пропозицію предлагать предлагает предлагал предложить
        предложил предложила предложили предложение предложения пропонувала пропонували пропонують пропонувало
        запропонувало предлагала предлагали предлагают""",
    (Act.PROMISE, Act.AGREE): """
        hold_out held_out promise promised promises promising pledge pledged pledges vow vowed vows commit committed
        commitment undertake undertook undertaking undertakings sworn guarantee guaranteed guarantees assure assured
        assures assurance assurances swear swore обіцяти обіцяє обіцяв обіцяла обіцяли пообіцяв пообіцяла обіцянка
        обіцянки обіцянку обіцянок обещать обещает обещал обещала обещали пообещал пообещала обещание обещания обещаний
        обећање обећао обіцяло пообіцяли обіцяють пообещали обещают клявся поклявся гарантував гарантувала гарантировал
        гарантировала""",
    (Act.AGREE,): """
        agree agreed agrees agreeing accept accepted accepts accepting acceptance approve approved approves support
        supported supports supporting back backed backs welcome welcomed welcomes endorse endorsed vote_for
        voted_for give_way gave_way giving_way given_way give_in gave_in said_yes say_yes says_yes in_favour
        in_favor come_out_for came_out_for comply complied complies favour favor consent cave_in take_up took_up
        taken_up applaud hail praise salute embrace accede back_down backed_down climb_down climbed_down blink
        blinked bow_to bowed_to sign_off signed_off sign_up signed_up go_along went_along relent relented come_round
        came_round come_around came_around thumbs_up green_light stick_with stuck_with stick_by stuck_by stand_by
        stood_by willing_to prepared_to погодитися погодився погодилася погодилися погоджується згода згоден
        прийняти прийняв прийняла підтримати підтримав підтримала підтримує согласиться согласился согласилась
        согласились соглашается согласен согласие принять принял приняла поддержать поддержал поддержала
        поддерживает погоджувався погоджувалася погоджувались погодилась погодились прийняли приймає приймав
        підтримували підтримувала підтримують підтримали підтримував соглашался соглашалась соглашались приняли
        поддержали поддерживала поддерживали поддерживают поддерживал""",
    (Act.AGREE, Act.CLAIM): """
        concede conceded admit admitted admits admission confess confessed acknowledge acknowledged own_up owned_up
        визнати визнав визнала визнали визнає признать признал признала признали признает""",
    (Act.REJECT, Act.DENY): """
        reject rejected rejects rejecting rejection rejections refuse refused refuses refusing refusal decline
        declined declines dismiss dismissed dismisses oppose opposed opposes opposing opposition turn_down
        turned_down turns_down turning_down rule_out ruled_out rules_out call_off called_off calls_off walk_away
        said_no say_no says_no saying_no against back_out backed_out backs_out walk_out walked_out walks_out veto
        vetoed rebuff rebuffed spurn spurned snub snubbed object objected objects objection balk_at balked_at resist
        resisted resists throw_out threw_out thrown_out knock_back knocked_back mock ridicule scorn pooh shrug_off
        shrugged_off laugh_off laughed_off wave_off waved_off bat_away batted_away fend_off fended_off
        pour_cold_water poured_cold_water baulk stonewall repudiate disown wont wouldnt would_never will_never
        will_not would_not shoot_down shot_down vote_down voted_down slap_down slapped_down scoff scoffed foot_down
        heels_in cold_shoulder deaf_ear thumbs_down short_shrift brush_off brushed_off brush_aside brushed_aside
        wave_away waved_away hit_back off_the_table відхилити відхилив відхилила відхиляє відмовитися відмовився
        відмовилася відмовилися відмовляється відмова відкинути відкинув відкинула проти заперечує_проти отклонить
        отклонил отклонила отклонили отклоняет отказаться отказался отказалась отказались отказывается отказ
        отвергнуть отверг отвергла отвергает против відхилили відхиляв відхиляла відмовлявся відмовлялася
        відмовляються відмовилась відмовились відкидає відкидав відкидали отклонял отклоняла отвергли отвергал
        отвергала отвергали отказывался отказывалась отказывались""",
    (Act.ACCUSE, Act.CLAIM): """
        accuse accused accuses accusing accusation accusations allege alleged alleges allegation allegations blame
        blamed blames blaming condemn condemned condemns criticise criticised criticises criticize criticized slam
        deride lambaste chide scold fume castigate berate excoriate reproach rail_against railed_against lash
        take_aim took_aim call_out called_out tear_into tore_into slammed criticism denounce denounced denounces
        decry decried lambast lambasted rebuke rebuked point_the_finger pointed_the_finger points_the_finger
        pointing_the_finger lash_out lashed_out hit_out lay_into laid_into had_a_go have_a_go having_a_go
        took_to_task звинуватити звинуватив звинуватила звинуватили звинувачує звинувачення засудив засудила
        обвинить обвинил обвинила обвинили обвиняет обвинение обвинения осудил осудила звинувачував звинувачувала
        звинувачували звинувачують засудили засуджує засуджував обвинял обвиняла обвиняли обвиняют осудили осуждает
        осуждал""",
    (Act.ACCUSE, Act.CLAIM, Act.WARN, Act.REJECT): """
        complain complained complains complaining complaint complaints grumble grumbled moan moaned gripe griped
        скаржитися скаржився скаржилася скаржаться жаловаться жаловался жаловалась жалуется""",
    (Act.WARN, Act.CLAIM): """
        warn warned warns warning warnings threaten threatened threatens threatening threat threats fret forewarn
        raise_the_alarm raised_the_alarm worry worries worried caution cautioned fear feared fears sound_the_alarm
        sounded_the_alarm попередити попередив попередила попереджає погрожувати погрожував погрожує застереження
        застеріг предупредить предупредил предупредила предупреждает угрожать угрожал угрожает предупреждение попередили
        попереджав попереджала попереджали попереджають погрожувала погрожували погрожують предупредили предупреждал
        предупреждала предупреждали угрожала угрожали угрожают пригрозил пригрозила пригрозили застерігав
        застерігала""",
    (Act.CLAIM, Act.AGREE): """
        take_blame took_blame take_responsibility took_responsibility shoulder_blame shouldered_blame""",
    (Act.CLAIM,): """
        hold_that held_that holds_that maintain maintained maintains
        argue argued contend contended reckon reckoned boast brag claim claimed claims declare declared declares assert
        asserted asserts заявити заявив заявила заявили заявляє оголосити оголосив оголосила стверджувати стверджує
        заявить заявил заявляет объявить объявил объявила утверждать утверждает""",
    (Act.DENY, Act.REJECT): """
        refute rebut dispute disavow deny denied denies denying denial denials заперечити заперечив заперечила заперечує
        заперечення спростував отрицать отрицает отрицал отрицала опровергнуть опроверг опровергла опровергает
        заперечував заперечувала заперечували заперечують заперечили спростувала спростували спростовує отрицали
        отрицают опровергли опровергал опровергала опровергали""",
    (): """
        consider considers considered deem deems deemed flip flipped flips flip_flop flip_flopped backtrack
        backtracked backtracking u_turn about_turn about_face change_mind changed_mind change_tune changed_tune
        change_course changed_course reverse_course reversed_course walk_back walked_back row_back rowed_back
        came_up_with come_up_with say said says saying think thinks thought believe believes believed comment
        comments commented mention mentioned remark remarked talk talked talking speak spoke speaking decide decided
        decides announce announced announces report reported reports statement statements react reacts reacted
        reaction reactions respond responded responds response reply replied replies answer answered answers
        describe described казати каже казав казала сказати сказав сказала сказали говорив говорила говорить думає
        заява заяви відповісти відповів відповіла відреагував реакція відповідь сказать сказал говорил говорит
        думает заявление высказывание ответить ответил ответила ответ отреагировал отреагировала реакция казали
        кажуть говорили вирішив вирішила вирішили решил решила решили відповіли відповідав ответили отвечал""",
}

LONGEST_ACT = 3
"""Words in the longest phrase that means an act."""


@cache
def _acts() -> Mapping[tuple[str, ...], tuple[Act, ...]]:
    return {tuple(stems(phrase.replace("_", " "))): acts for acts, words in _SPOKEN.items() for phrase in words.split()}


def act_words() -> frozenset[str]:
    """All single words that tell an act, as they are spelt."""
    return frozenset(fold(word) for words in _SPOKEN.values() for word in words.split() if "_" not in word)


def acts_meant(*phrase: str) -> tuple[Act, ...] | None:
    """The acts that the stems of a verb, noun or phrase may mean, the nearest first; none for mere saying.

    None when the phrase says nothing of acts.
    """
    return _acts().get(phrase)


ASKING_WHO = words_in("who whod whos whove whoever whom whose хто кто кого кому ким кем")
ASKING_WHEN = words_in("when why коли когда чому почему")
ASKING_WHAT = words_in(
    "what whats whatd whatever which how where що что які какие який какой чого чего чём чем як как скільки сколько"
)
ASKING_DID = words_in("did does do has have had is was were are will would чи ли")
AUXILIARY = words_in("did does do has have had is are was were will would can could чи ли")
NOT = words_in(
    "not never cannot isnt arent wasnt werent didnt doesnt dont hasnt havent hadnt wont wouldnt cant couldnt "
    "не ні ніколи никогда nicht"
)
ASKING = ASKING_WHO | ASKING_WHEN | ASKING_WHAT

COMMON = NOT | frozenset(
    fold(word)
    for word in words_in("""
    who whom whose what which when where why how did does do done has have had is are was were be been being will
    would shall should can could may might must a an the this that these those there here it its he him his she her
    they them their we us our you your i me my and or but no nor so if then than as of to for from by with without
    about on in into onto over under at after before during since until till between against through up down out off
    again also any some all each every both either neither none nobody anyone anybody someone somebody everyone
    everybody anything something nothing everything first second last next ever still yet already just only even
    more most much many few other another same such own very too really quite please tell say said says get got give
    gave go went gone make made makes making take took see saw know knew let put far ago now am im ive id thats
    whats theyve theyre hed theyd youd weve youve whos whod itll theyll youll hes shes upon towards toward end bit
    lot thing things way ok okay hey hi lol guys guy anyone remember pls plz wtf omg tbh btw quotes happened
    whatever whoever position positions stance opinion remarks mean means come comes came concern concerns
    concerning levelled hurled voiced comments mr mrs ms dr where directly personally begin began begun begins does
    himself herself itself themselves ourselves because while like actually exactly record statement statements
    answer answers question questions addressed aimed directed meant himself news find show line words quote file
    files want хто кто що что як как коли когда чому почему де где чи ли кого кому чий чого чим ким кем це это цей
    цього этот того той тот та то ті те в у на з с із зі со від от до для про о об обо і и й а але но нет по при за
    під под над між между його его її ее їх их який какой яка какая які какие був была було були был были є есть
    буде будет бы б же ж так да якась якийсь якесь щодо чем скільки сколько робив робила робили зробив зробила дав
    дала дали висував висували делал делала делали сделал дал дала предъявляли предъявлял особисто лично щось хтось
    також также вже уже ще еще лише только о от да су је на за и у се
""")
)
"""Words that say nothing of the content; a name that is spelt like one counts only as it is written on record."""

VAGUE = words_in("""
    north south east west state states union house court world body party leader leaders government minister president
    side sides part country countries people official officials group office law unit general central national great
    africa african africans europe european europeans asia asian asians united new republic islamic democratic federal
    royal foreign defence health labour labor
    trade international
""")
"""Words of names that are too vague to stand for the whole name."""

STANDING = words_in("""
    still open unanswered stand stands standing valid pending become became status answered accepted rejected
    fulfilled met kept withdrawn resolved dropped anywhere anybody demanded outcome fate happened happen came come
    succeed succeeded fail failed turn turned update news progress whatever waiting comply complied way keep break broke
    respond responded reply replied react reacted insist insists досі відкрита відкритий открыто открыта сталося сталось
    стало вийшло доля статус закінчилася закінчилося закінчилось виконали виконано прийняли прийнято відповів случилось
    вышло судьба закончилось закончилась выполнили выполнено приняли принято ответил нибудь какова яка який
""")
"""Words that ask where something stands; they are not what it is about."""

CALL = (
    r"(?:demand|call|request|appeal|proposal|offer|plan|idea|promise|pledge|vow|ultimatum|threat|deadline|condition"
    r"|initiative|insisten|invitation|bid\b|suggestion|recommendation|commitment|undertaking|вимог|пропозиц|заклик|обіцян|ультиматум|требован|предложен|призыв|обещан|ініціатив|инициатив)\w*"
)
"""Words for what somebody may answer."""

_CALL = re.compile(CALL)


def is_call(word: str) -> bool:
    """Whether a folded word is one for what somebody may answer."""
    return _CALL.fullmatch(word) is not None


_TELLING = tuple(
    frozenset(stem(fold(word)) for word in words_in(words))
    for words in (
        """apologise apologize apologises apologised apologized apology apologies sorry regret regrets regretted
        вибачитися вибачився вибачилася вибачилися вибачався вибачалася вибачення перепросив перепросила извиниться
        извинился
        извинилась извинились извинялся извинялась извинения""",
        "sue sued sues suing lawsuit lawsuits",
        "congratulate congratulated congratulates congratulations привітав привітала поздравил поздравила",
        "thank thanked thanks gratitude grateful подякував подякувала поблагодарил поблагодарила",
    )
)
"""Stems of words for deeds that no act stands for, and that nothing else is near to."""


def telling(asked: Iterable[str]) -> frozenset[str]:
    """The stems of which an answer holds one, from those of a question: whoever asks for an apology wants no other."""
    return next((deed for deed in _TELLING if not deed.isdisjoint(asked)), frozenset())


_NO_MANNER = words_in("assembly monopoly anomaly family reply supply july italy ally rally bully butterfly early only")


def is_manner(word: str) -> bool:
    """Whether a folded word is an adverb that tells how something was said: “flatly”, “strictly”."""
    return word.endswith("ly") and len(word) > 5 and word not in _NO_MANNER


REACTIONS = words_in("""
    reaction reactions response reply answer comeback rebuttal respond reply react реакція відповідь реакция ответ
""")
REACTING = REACTIONS | words_in("""
    receive received greet greeted counter countered retort return position stance view opinion hit back come make think
    сприйняв сприйняла сприйняли воспринял восприняла восприняли
""")
"""Words that ask what somebody said to something; they are not what it is about."""

SMALL_TALK = frozenset(
    fold(word)
    for word in words_in("""
    hi hello hey hallo hiya yo good morning evening afternoon night day thanks thank thx cheers bye goodbye bot
    there all everyone everybody ok okay cool great nice lol haha please pls made built created wrote welcome sorry
    test guys folks friend
    friends how are you doing what's up is it going real person human robot who am i a the very much so to so long
    see later привіт вітаю доброго ранку дня вечора добрий день вечір ранок добраніч дякую дякувати будь ласка бувай
    справи як твої ваші все добре гаразд спасибі дуже допоміг допомогли бот ти хто людина чи привет здравствуйте
    здравствуй доброе утро добрый вечер спасибо пожалуйста пока дела очень помог помогли благодарю как ты кто
    человек хорошо отлично 안녕하세요 안녕 감사합니다 hola merci bonjour danke ciao salut gracias
""")
)
"""A message of these words alone is no question."""

MONTHS = words_in("""
    january february march april june july august september october november december січня лютого березня квітня
    травня червня липня серпня вересня жовтня листопада грудня января февраля марта апреля июня июля августа сентября
    октября ноября декабря
""")

TITLES = words_in(
    "mr mrs ms dr sir president minister prime chancellor senator secretary general king queen pope pm fm"
)

SOMEBODY = words_in("""
    country countries state states government governments nation nations party parties side sides group groups
""")
"""Words that say of nobody who they are."""

PEOPLE = SOMEBODY | words_in("""
    people person guys folks leader leaders politician politicians statesman statesmen stateswoman official
    officials minister ministers president presidents premier envoy envoys diplomat diplomats union unions company
    companies firm firms organisation organization actor actors chief boss spokesman spokeswoman spokesperson mp mps
    lawmaker lawmakers executive executives senator senators deputy deputies delegation delegations power strongman
    dictator figure figures activist activists campaigner campaigners negotiator negotiators billionaire tycoon
    judge judges court agency body commander
""")
"""Words for whoever may say something: “which country demanded” asks who did."""

VENUES = words_in("""
    un tv television radio parliament congress senate interview speech conference briefing assembly twitter facebook
    telegram podium rally
""")
"""Where something is said."""

DEEDS = words_in("""
    refusals rejections warnings accusations allegations denials complaints statements
""")
"""What somebody did, as nouns that are no verbs."""

LEADERS = frozenset(
    map(
        stem,
        words_in("""
    boss chief head leader president chair chairman director secretary premier prime
"""),
    )
)
"""Words for whoever leads: a question calls somebody “boss” whose role on record is “general secretary”."""

ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "pm": ("prime", "minist"),
    "fm": ("foreign", "minist"),
    "premier": ("prime", "minist"),
    "envoy": ("repres",),
}
"""Short forms of roles → stems of the role as it is written out."""
