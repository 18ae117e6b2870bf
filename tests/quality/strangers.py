"""Questions about what no record of this folder speaks of: every answer to one of them is wrong.

The weights of the decision are fitted to those made here (`python -m tests.quality.fit`); what is reported is measured
on `questions-strangers.jsonl`, which somebody wrote who had seen neither these nor the program.
"""

import re
from itertools import cycle, islice

from sqlalchemy import func
from sqlmodel import Session, col, select

from store.models import ActorRow, StatementRow
from tests.quality.asking import Question

_split = re.compile(r"[|\n]").split

SUBJECTS = _split("""a ban on whaling|fireworks|cheaper train tickets|free school meals|a sugar tax
longer summer holidays
lower rents|plastic bags|more bicycle lanes|a higher minimum wage|women on company boards|smoking in parks
the legalisation of cannabis|cheaper spectacles|stricter gun laws|an end to animal testing|the Parthenon marbles
a four-day week|Welsh road signs|reparations for slavery|bankers' bonuses|net neutrality|school uniforms
bullfighting|the monarchy|daylight saving time|palm oil|fur farms|organ donation|parking fees|wind turbines
compulsory voting|surrogacy|private schools|kebab prices|honey labels|the age of retirement|sign language
museum tickets|night flights""")

FORMS = _split("""Who demanded {x}?|who wants {x}|Did anyone call for {x}?|{x}|Which countries have asked for {x}?
Who rejected {x}?|Who promised {x}?|Who warned about {x}?|what was said about {x}|Is the demand for {x} still open?
Has anybody apologised for {x}?|Who is against {x}?|Who insisted on {x} last year?|{x} demand|Who accused whom over {x}?
What did {who} say about {x}?|what did {who} claim about {x}|What does {who} demand on {x}?
Did {who} demand {x}?|When did {who} promise {x}?|{who} {x}|Has {who} rejected {x}?
How did governments respond to the call for {x}?|Who proposed {x} to {who}?|who demnaded {x}
anyone know who asked for {x}??
My neighbour keeps saying that some minister has demanded {x} and that nobody dared to answer; who was that and when?
We talked about {x} at school today, my teacher said it had been in all the papers for weeks: who was it that said so?
hi, I write for a student paper and look for anybody in politics who has spoken about {x} in public, with a date please
I remember a speech in parliament, in spring I think, where one of them went on and on about {x}. Whose was it?
The minister of the interior has demanded {x} and called the present rules a scandal.|Who agreed to {x}?
BREAKING: thousands gathered in the capital to support {x} after the government had refused to talk about it for months
The opposition warns that without {x} whole towns will be left behind, and accuses the president of doing nothing.
Compare what was said about {x} in 2019 and 2024""")

CYRILLIC = _split("""Хто вимагав заборони китобійного промислу?|Хто вимагав безкоштовних шкільних обідів?
Хто проти феєрверків?|Хто обіцяв підвищити зарплату вчителям?|дешевші окуляри|Хто закликав зменшити ціни на квитки?
Чи хтось відмовився від податку на цукор?|Хто попереджав про бджіл?|Що казали про велосипедні доріжки?
Хто пропонував чотириденний робочий тиждень?|вимога знизити орендну плату|Хто звинуватив банкірів у преміях?
Чи обіцяв хтось шкільну форму?|Хто вимагає закрити хутрові ферми?|Хто хоче вищої мінімальної зарплати?
Кто требовал запретить охоту на китов?|Кто требует бесплатных школьных обедов?|Кто против фейерверков?
Кто требовал снизить цены на билеты?|Кто обещал отменить экзамены?|Кто предупреждал о пластиковых пакетах?
легализация марихуаны|Кто призывал запретить курение в парках?|Кто отказался от налога на сахар?
Что говорили о корриде?|Кто предложил четырёхдневную неделю?|Обещал ли кто-нибудь бесплатный проезд?
Моя бабуся щовечора читає газети й каже, що якийсь депутат вимагав скасувати шкільну форму, хто це був?
Президент пообіцяв безкоштовні обіди всім школярам і назвав це справою честі.
Вчера весь вечер спорили на кухне о том, кто первым потребовал запретить меховые фермы, помогите разобраться
Министр потребовал запретить парковку в центре столицы и обвинил мэра в бездействии.
требование вернуть мраморы Парфенона|Кто хочет повысить пенсионный возраст?|Кто обвинил врачей во взятках?""")


CATEGORY = "stranger"


def strangers(session: Session) -> list[Question]:
    """Every form with seven subjects, those who speak most on this record in turn, and all that are in Cyrillic."""
    speakers = select(col(ActorRow.name)).join(StatementRow, col(StatementRow.speaker_id) == col(ActorRow.id))
    often = session.exec(
        speakers.group_by(col(ActorRow.name)).order_by(func.count().desc(), col(ActorRow.name)).limit(8)
    )
    who, subjects = cycle(often.all()), cycle(SUBJECTS)
    asked = [form.format(x=subject, who=next(who)) for form in FORMS for subject in islice(subjects, 7)]
    return [
        Question(f"stranger-{at}", text, CATEGORY, frozenset(), frozenset())
        for at, text in enumerate([*asked, *CYRILLIC])
    ]
