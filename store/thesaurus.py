# ruff: noqa: E501
"""Words that stand for the same thing in the news, in English, Ukrainian and Russian: tariffs, duties, мита, пошлины.

They are of the language, not of any record. A question is looked for by them too, each a little less than by its own
word, so that paraphrases and questions in another language find something when there is no encoder. Pure.
"""

from collections.abc import Mapping
from functools import cache

from store.text import is_cyrillic, stems

SYNONYM, TRANSLATION = 0.6, 0.85
"""How near a word of the same and of another language is to the one asked."""

ENDING = 3
"""Letters by which two forms of one Ukrainian or Russian word may still differ after stemming."""

_ALIKE = """
accord agreement deal treaty pact угода договір угоду соглашение договор сделка пакт
account bill invoice рахунок счёт
aid assistance help support relief допомога помощь поддержка підтримка
airspace sky skies небо повітряний воздушный
airport airfield аеропорт аэропорт
alliance bloc coalition альянс союз блок коаліція коалиция
ally allies partner союзник партнер партнёр
ambassador envoy diplomat representative посол дипломат представник представитель посланник
ammunition shells munitions боєприпаси снаряди боеприпасы снаряды
annex annexation анексія анексувати аннексия аннексировать
apology apologise sorry вибачення вибачитися извинение извиниться извинения
arbitration mediation mediator mediate посередництво посередник арбітраж посредничество посредник арбитраж
army military troops forces soldiers armed військо війська військові солдати армія войска военные солдаты армия силы
arrest detain detention jail prison imprison custody арешт заарештувати ув'язнити в'язниця арест задержать тюрьма
assault attack strike raid offensive bombardment атака напад удар наступ нападение удары обстріл обстрел
athlete sportsman competitor sport спортсмен спортсмени спортсмены спорт
authorities government cabinet officials уряд влада правительство власти
automation robots machines автоматизація роботи автоматизация роботы
autonomy self-rule автономія автономия
ban prohibit forbid bar outlaw заборона заборонити запрет запретить
bank lender lending банк кредитор
banknote money cash funds funding finance financial гроші фінанси кошти деньги финансы средства
base bases база бази базы
battle fight fighting combat clashes бій бої битва бой бои сражение сутички столкновения
billion billions bn мільярд мільярди миллиард миллиарды
million millions мільйон мільйони миллион миллионы
trillion трильйон триллион
bloodshed massacre killing killings slaughter genocide вбивство геноцид бойня убийство геноцид резня
bomb bombing explosive explosion blast бомба вибух взрыв
border frontier boundary кордон граница границы
boycott бойкот бойкотувати бойкотировать
breach violate violation infringe break порушення порушити нарушение нарушить
bribe corruption graft corrupt корупція хабар коррупция взятка
broadcast television media press journalist newspaper reporter телебачення журналіст преса телевидение журналист пресса
budget spending expenditure бюджет витрати расходы
build construct construction будувати будівництво строить строительство
bus car vehicle automobile auto автомобіль авто машина автомобиль
business company firm corporation enterprise employer компанія підприємство фірма компания предприятие фирма
cancel scrap abolish repeal revoke withdraw lift drop скасувати скасування відкликати отменить отмена отозвать снять зняти
capital столиця столица
captive captives prisoner prisoners pow hostage hostages полонений полонені заручник пленный пленные заложник
carbon emission emissions викиди выбросы
fossil oil petroleum crude нафта нефть
gas газ
coal вугілля уголь
ceasefire truce armistice перемир'я перемирие прекращение припинення
chair chairman chairwoman head leader boss голова лідер очільник глава лидер председатель
charter constitution конституція статут конституция устав
child children kids діти дитина дети ребёнок
church церква церковь
citizen citizens national nationals громадянин громадяни гражданин граждане
civilian civilians цивільний цивільні мирный гражданские
climate warming клімат кліматичний климат климатический потепление
coast shore coastal берег узбережжя побережье
commit pledge vow promise обіцяти обіцянка обещать обещание
compensation damages reparations repay компенсація репарації компенсация репарации
condemn denounce засудити осудить
conference summit meeting talks forum конференція саміт зустріч конференция саммит встреча
contract agreement контракт
control seize capture takeover occupation occupy контроль захоплення захопити окупація контроль захват захватить оккупация
convoy column конвой колона колонна
corridor route road highway passage коридор дорога шлях путь трасса
country countries state nation nations країна країни держава страна страны государство
coup putsch mutiny переворот заколот путч мятеж
court tribunal judge judges ruling verdict justice суд суддя вирок судья приговор решение
crane cranes кран кран
credit loan loans borrow borrowing debt debts кредит позика борг займ долг
crime crimes criminal offence злочин злочини преступление преступления
crisis криза кризис
currency ruble dollar euro валюта долар євро рубль доллар евро
custom customs tariff tariffs duty duties levy levies мито мита тариф тарифи пошлина пошлины тариф тарифы
cut reduce reduction lower slash decrease curb скоротити зменшити скорочення сократить снизить сокращение
dam reservoir гребля дамба водосховище плотина водохранилище
damage loss losses harm шкода збитки втрати ущерб потери
data privacy information дані інформація данные информация
deadline ultimatum термін строк крайній срок
death deaths die killed casualties dead смерть загиблі загинули смерти погибшие погибли
decision decide рішення вирішити решение решить
default дефолт
defence defense defend protect protection оборона захист захищати оборона защита защищать
delay postpone suspend pause freeze відкласти призупинити затримка отложить приостановить задержка
deliver delivery supply supplies shipment shipments поставка постачання поставки доставка
demilitarise demilitarization disarm disarmament демілітаризація роззброєння демилитаризация разоружение
democracy democratic демократія демократия
deploy deployment station send розгорнути розмістити развернуть разместить
destroy ruin demolish demolition знищити зруйнувати уничтожить разрушить снести
doctor doctors physician physicians medic лікар лікарі врач врачи
nurse nurses медсестра медсестри медсёстры
hospital hospitals clinic лікарня больница
health medicine medical здоров'я охорона здоровье медицина
dockworker dockworkers docker dockers longshoreman longshoremen докер докери портовик докеры
drone drones дрон дрони безпілотник дроны беспилотник
drug drugs medicine ліки лекарства наркотики
earn earnings profit profits income revenue прибуток дохід прибыль доход
economy economic економіка економічний экономика экономический
election elections vote voting ballot poll вибори голосування выборы голосование
embassy consulate посольство консульство
employee employees worker workers staff labour labor працівник робітник працівники работник рабочий рабочие
energy power electricity енергія електрика энергия электричество
enlarge expansion expand enlargement розширення розширити расширение расширить
escalation escalate ескалація эскалация
evacuate evacuation евакуація эвакуация
evidence proof доказ докази доказательство доказательства
exchange swap обмін обмен
execute execution страта казнь
expel expulsion deport deportation drive displaced вигнати депортація выслать депортация изгнание
expert experts scientist scientists science експерт вчений учёный наука
export exports експорт экспорт
import imports імпорт импорт
factory plant завод фабрика
famine hunger starvation starve голод
farm farmer farmers agriculture фермер фермери сільське фермеры
fee charge payment pay paid плата оплата платіж платити платить платёж
fighter jet jets plane planes aircraft літак літаки винищувач самолёт самолёты истребитель
fine penalty fined punish punishment штраф покарання наказание
fire fired shooting shoot shootout shot gunfire стрілянина стрельба обстріл
flag banner прапор флаг
food grain wheat зерно їжа зерно продовольствие
foreign overseas іноземний зовнішній иностранный зарубежный
fraud falsified falsification rigged фальсифікація фальсификация подтасовка
freedom liberty свобода
fund фонд
guarantee guarantees assurance гарантія гарантії гарантия гарантии
halt stop end cease stoppage зупинити припинити остановить прекратить
hostile enemy opponent foe adversary ворог противник враг
house home dwelling дім будинок дом жильё
human people person люди человек
immigrant immigrants migrant migrants refugee refugees asylum мігрант біженець біженці мигрант беженец беженцы
independent independence sovereignty sovereign незалежність суверенітет независимость суверенитет
industry industrial промисловість промышленность
inflation prices price інфляція ціна ціни инфляция цена цены
inspection inspector inspectors inspect observer observers monitor monitors monitoring спостерігач інспекція наблюдатель наблюдатели инспекция
insult offend offensive образа оскорбление
intelligence spy espionage spies розвідка шпигун разведка шпион
interest rate ставка
invade invasion incursion aggression вторгнення агресія вторжение агрессия
investigate investigation inquiry probe розслідування розслідувати расследование расследовать
island islands острів острови остров острова
job jobs employment робота зайнятість работа занятость
join membership accession member enter вступ вступити приєднатися членство вступить вступление присоединиться членство
judge referee суддя
kill murder assassinate assassination вбити убить
lake river waters water ріка річка вода река вода
land territory territories soil ground територія землі земля земель территория территории земли
language мова язык
law laws legislation statute act bill закон законы законопроект
lawmaker lawmakers parliament congress senate senator deputies assembly парламент рада депутати парламент депутаты
lawsuit sue suit позов иск
leave quit exit withdrawal withdraw pullout depart вихід вийти вивести виведення выйти вывести вывод выход
liability responsible responsibility blame відповідальність вина ответственность
limit cap ceiling threshold обмеження ліміт ограничение лимит
mandate mandatory compulsory binding обов'язковий обязательный
march rally demonstration protest protests demonstrate protester мітинг протест демонстрація митинг протесты демонстрация
marriage wedding шлюб брак
mercenary mercenaries найманець найманці наёмник наёмники
mine mines mining міна мина мины
minister secretary міністр министр
minority minorities меншина меншини меньшинство меньшинства
missile missiles rocket rockets ракета ракети ракеты
mistake error wrong помилка ошибка
mobilisation mobilization conscription draft мобілізація призов мобилизация призыв
mosque temple мечеть храм
nato нато
negotiation negotiations negotiate negotiating talks переговори переговорів переговоры
neighbour neighbouring neighbor сусід сусідній сосед соседний
neutral neutrality neutrals нейтральний нейтралітет нейтральный нейтралитет
nuclear atomic ядерний атомний ядерный атомный
offer proposal propose bid пропозиція предложение
officer officers officials офіцер чиновник офицер
olympic olympics games олімпіада олімпійський ігри олимпиада олимпийский игры
operate operation operations операція операция
opposition оппозиция опозиція
organisation organization body організація организация
outbreak epidemic pandemic virus coronavirus covid пандемія епідемія вірус пандемический пандемия эпидемия вирус
vaccine vaccines vaccination jab jabs shot shots dose doses booster вакцина вакцини доза вакцины дозы прививка щеплення
patent patents waiver патент патенти патенты
mask masks маска
pay wage wages salary salaries raise award зарплата платня зарплаты оплата
peace peaceful мир мирний мирный
peacekeeper peacekeepers миротворець миротворці миротворец миротворцы
pension pensions retirement retire пенсія пенсії пенсия
percent percentage процент процентів відсоток відсотків процентов
permit permission allow authorise authorize license licence let дозвіл дозволити разрешение разрешить
pipeline трубопровід трубопровод
plan scheme blueprint program programme план програма программа
poison poisoning toxic отруєння отруїти отравление отравить
police поліція полиция
pollution polluter pollute забруднення загрязнение
poor poverty needy бідний бідні бедный бедные
port ports harbour harbor dock docks quay quays waterfront порт порти порты
pressure push тиск давление
procedure process процедура процес
propaganda disinformation lies lie fake falsehood пропаганда брехня неправда ложь фейк
prosecutor prosecution prosecute indict indictment прокурор звинувачення обвинение
province region area district область регіон район регион провинция
public popular громадський общественный
quarrel dispute row conflict feud суперечка спір конфлікт спор ссора
quit resign resignation stepping oust removal відставка піти отставка отставки уйти
rail railway railways railroad train trains залізниця поїзд железная поезд поезда
ransom викуп выкуп
rebel rebels insurgent insurgents fighters militants separatists повстанці бойовики сепаратисти повстанцы боевики сепаратисты
recession downturn slump рецесія рецессия
recognise recognition recognize визнати визнання признать признание
referendum plebiscite референдум
reform reforms overhaul реформа реформи реформы
refund return повернути повернення вернуть возвращение
regime regulation regulate rules rule norm регулювання правила правило регулирование
religion religious faith релігія религия
reply answer response відповідь ответ
report документ звіт доклад отчёт
resume restart reopen відновити поновити возобновить
retreat flee відступ отступление
revenge retaliation retaliate помста відплата месть ответные
rich wealthy affluent багатий багаті богатый богатые
right rights право права
rival competitor суперник конкурент соперник
blockade blockage siege closed closure block blocked блокада облога закриття закрыть блокировать
rocket satellite ракета супутник спутник
safe safety secure security безпека безпечний безопасность безопасный
sanction sanctions embargo restrictions санкції санкция санкции эмбарго ембарго
scandal affair скандал
school schools education teacher teachers pupils школа освіта вчитель школы образование учитель
sea ocean maritime море морський морской
secret classified confidential таємний секретний секрет тайный
settlement village town city settlers поселення село місто поселение село город
ship ships vessel vessels boat fleet navy tanker корабель судно флот корабль суда
shutdown closing lockdown закриття шатдаун закрытие
sign signing signature signatory підписати підпис підписання підписувати подписать подпись подписание подписывать
sister brother сестра брат
slow sluggish delayed повільний медленный
small tiny little маленький малий маленький малый
spokesman spokeswoman spokesperson речник пресс-секретарь представник представитель
steal stolen theft rob robbed loot вкрасти крадіжка украсть кража
storm hurricane flood floods ураган повінь наводнение
strike strikes walkout stoppage страйк страйки забастовка забастовки
student students студент студенти студенты
subsidy subsidies grant grants handout субсидія субсидії грант субсидия субсидии грант
tank tanks танк танки
tax taxes taxation податок податки налог налоги
technology tech technological digital технологія технологія технология цифровой
terror terrorism terrorist terrorists тероризм терорист терроризм террорист
threat threaten threats menace загроза погроза угроза
torture abuse mistreat тортури катування пытки
trade commerce commercial goods торгівля товар товари торговля товар товары
trial hearing процес слухання слушание
tribe ethnic етнічний племя этнический
union unions syndicate профспілка профсоюз
unity united together jointly joint common shared єдність разом спільний единство вместе совместный общий
university college академія університет университет
urgent immediate immediately негайний негайно срочно немедленно немедленный
veto вето
victim victims жертва жертви жертвы
victory win wins won triumph перемога победа
visit trip travel journey візит поїздка визит поездка
wall fence barrier стіна паркан стена забор
war warfare війна воєнний война военный
weapon weapons arms weaponry armament зброя озброєння оружие вооружение
woman women female жінка жінки женщина женщины
world global international світ світовий мир мировой международный міжнародний
year annual yearly рік річний год годовой
young youth молодий молодь молодой молодёжь
"""


@cache
def _lines() -> tuple[tuple[frozenset[str], ...], Mapping[str, tuple[int, ...]]]:
    """The stems of each line, and of each stem its lines."""
    lines = tuple(frozenset(stems(line)) for line in _ALIKE.strip().splitlines())
    places: dict[str, tuple[int, ...]] = {}
    for at, line in enumerate(lines):
        for word in line:
            places[word] = (*places.get(word, ()), at)
    return lines, places


def synonyms(word: str) -> dict[str, float]:
    """The stems that may stand for a stem, and how near each is; itself left out."""
    lines, places = _lines()
    known = next((part for part in _forms(word) if part in places), None)
    if known is None:
        return {}
    foreign = is_cyrillic(word)
    return {
        other: SYNONYM if is_cyrillic(other) == foreign else TRANSLATION
        for at in places[known]
        for other in lines[at]
        if other not in {word, known}
    }


def _forms(word: str) -> list[str]:
    """The stem, and for a Cyrillic one its beginnings that other forms of the word may share."""
    shortest = min(len(word), max(4, len(word) - ENDING)) if is_cyrillic(word) else len(word)
    return [word[:size] for size in range(len(word), shortest - 1, -1)]
