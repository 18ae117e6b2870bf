# Що бот каже тим, хто веде реєстр, і тим, хто щось для нього пропонує.

command-add = Внести заяву до реєстру
help-add = /add – крок за кроком; або /add Росія | вимога | Україна має роззброїтися | кому: Україна | коли: 2025-05-16; або у відповідь на переслане повідомлення
command-suggest = Запропонувати заяву модераторам
help-suggest = /suggest – запропонувати заяву модераторам; у групі – у відповідь на потрібне повідомлення
command-cancel = Відмовитися від розпочатого
help-cancel = /cancel – відмовитися від розпочатого
command-edit = Виправити заяву
help-edit = /edit 12 текст: Нові слова. | коли: 2025-05-16
command-status = Визначити статус заяви
help-status = /status 12 дотримано, бо договір підписано джерело: назва, https://…
command-link = Пов’язати відповідь із заявою
help-link = /link 12 7 – заява 12 відповідає на заяву 7
command-merge = Об’єднати дві заяви
help-merge = /merge 12 7 – заява 12 житиме під номером 7
command-source = Додати джерело до заяви
help-source = /source 12 назва, https://…
command-retract = Відкликати заяву з реєстру
help-retract = /retract 12 бо це вигадка
command-restore = Повернути відкликану заяву
help-restore = /restore 12
command-undo = Скасувати свою останню зміну
help-undo = /undo – скасувати свою останню зміну
command-history = Усі зміни заяви
help-history = /history 12
command-queue = Пропозиції, що чекають рішення
help-queue = /queue – пропозиції, що чекають рішення
command-unanswered = Запитання без відповіді
help-unanswered = /unanswered – запитання, на які в реєстрі немає відповіді
command-actor = Автори та їхні імена
help-actor = /actor – автори: додати, інша назва, перейменувати, об’єднати, сторона, вид, посада
command-topic = Теми та їхні назви
help-topic = /topic – теми: додати, інша назва, перейменувати, об’єднати
command-import = Внести файл
help-import = /import – разом із файлом JSONL або CSV
command-export = Реєстр одним файлом
help-export = /export, /export CSV, /export JSON
command-mods = Хто веде реєстр
help-mods = /mods – хто веде реєстр
command-promote = Зробити когось модератором
help-promote = /promote та ім’я користувача, номер або відповідь на його повідомлення
command-demote = Зняти модератора
help-demote = /demote та ім’я користувача

done-already = Це вже зроблено.
changed-since = Після вас це змінено: { $who }. Тому все лишилося як є. Зміни показує /history.
who-is-that = Я не знаю нікого на ім’я «{ $name }». Нехай людина спершу напише мені, або дайте відповідь на її повідомлення, або вкажіть її числовий номер.
lives-on = Цю заяву об’єднано з іншою: вона тепер /s{ $number }.
pointless-self = Це одне й те саме.
pointless-circle = Так вийшло б замкнене коло.
pointless-retracted = Її вже відкликано.
pointless-restored = Її не відкликано.
pointless-unruled = Немає рішення, яке можна зняти: статус залежить від відповідей.
no-such-status = Така заява може мати статус: { $allowed }.
unknown-status = «{ $status }» – не статус. Напишіть, наприклад: /status 12 дотримано, бо …
status-why = Поясніть чому: /status 12 { $status }, бо …
bad-column = { $column }: { $reason }
bad-source = Можливо, { $url }? Напишіть адресу повністю, з https://
nothing-to-undo = У вас більше немає змін, які можна скасувати.
too-much-to-undo = Ваша остання зміна торкнулася понад { $most } заяв одразу; це забагато для одного /undo.
not-your-last-change = Це вже не остання ваша зміна. /undo скасовує останню.
no-such-name = «{ $name }» немає в реєстрі.
name-taken = Ця назва вже належить: «{ $name }».
still-used = «{ $name }» ужито в заявах, тому лишається в реєстрі.
old-order = Про це вже вирішено.
old-draft = Ця кнопка належить до попереднього запитання.
not-yours = Тут чекають на рішення когось іншого.
suggest-in-private = Крок за кроком – у приватному чаті зі мною. Тут надішліть /suggest у відповідь на потрібне повідомлення або одним рядком: /suggest Росія | вимога | Україна має роззброїтися
draft-saved = Уже збережено як /s{ $number }.
draft-dropped = Цю чернетку відкинуто.
decided-already = Рішення вже ухвалено: { $who }.
suggestions-blocked = Ваші пропозиції більше не приймаються.
too-many-suggestions = На сьогодні досить. Наступну пропозицію буде прийнято { $again } (UTC).

usage-edit = Яку заяву і що саме? Наприклад: /edit 12 текст: Нові слова. | коли: 2025-05-16 – або переклад: /edit 12 російською: Новые слова.
usage-status = Яка заява і який статус? Наприклад: /status 12 дотримано, бо договір підписано джерело: назва, https://…
usage-link = Наприклад: /link 12 7 – заява 12 відповідає на заяву 7
usage-merge = Наприклад: /merge 12 7 – заява 12 житиме під номером 7
usage-source = Наприклад: /source 12 назва, https://…
usage-retract = Яку заяву і чому? Наприклад: /retract 12 бо це вигадка
usage-restore = Яку заяву? Наприклад: /restore 12
usage-actor =
    <code>/actor додати Угорщина | держава</code>
    <code>/actor назва Угорщина: Будапешт; Мадярщина</code>
    <code>/actor перейменувати Кіев | Київ</code>
    <code>/actor об’єднати Кіев | Київ</code>
    <code>/actor сторона Віктор Орбан | Угорщина</code>
    <code>/actor вид Угорщина: держава</code>
    <code>/actor посада Віктор Орбан: прем’єр-міністр</code>
usage-topic =
    <code>/topic додати зерно</code>
    <code>/topic назва припинення вогню: перемир’я</code>
    <code>/topic перейменувати перемир’я | припинення вогню</code>
    <code>/topic об’єднати перемир’я | припинення вогню</code>
usage-import = Надішліть файл JSONL або CSV зі словом /import або дайте на нього відповідь: /import.
usage-export = /export, /export CSV або /export JSON

line-edit-what = Що змінити? Напишіть частину та її нове значення, наприклад текст: Нові слова.
line-twice = «{ $key }» стоїть двічі.
line-empty = Після «{ $key }» нічого немає.
line-too-long = Тут { $length } символів; вміщається щонайбільше { $limit }.
line-unknown-act = «{ $act }» – не дія. Одна з: вимога, заклик, пропозиція, обіцянка, згода, відмова, звинувачення, попередження, твердження, заперечення.
line-bad-date = Незрозуміло, який це день: «{ $date }». Напишіть 2025, 2025-05, 2025-05-16, 16.05.2025, сьогодні або вчора.
line-bad-source = В адресі «{ $url }» бракує https://
line-bad-number = «{ $number }» – не номер заяви. Номери мають вигляд 12 або /s12.
line-needs-speaker = Хто це сказав? Рядок починається з автора, дії та слів.
line-needs-act = Що автор цим зробив? Рядок починається з автора, дії та слів.
line-needs-text = Що було сказано? Рядок починається з автора, дії та слів.
line-unknown-key = Я не знаю «{ $key }:». Відомі: кому, коли, тема, цитата, за словами, джерело, відповідь, термін, а для перекладу: англійською, українською, російською.
line-needs-key = Що таке «{ $part }»? Поставте перед цим кому:, коли:, тема:, цитата:, за словами:, джерело: або відповідь:
line-better =
    Можливо, так? Натисніть, щоб скопіювати:
    <code>{ $line }</code>
button-copy-line = Скопіювати рядок

ask-source = Де можна перевірити рішення щодо /s{ $number }? Надішліть назву й посилання.
ask-source-again = Надішліть назву, посилання або обидва, наприклад: Мирний договір, https://…
button-no-source = Джерела немає
button-leave = Лишити як є
order-left = Лишилося як було.
undone = { $count ->
    [one] Скасовано ({ $count } запис).
    [few] Скасовано ({ $count } записи).
    [many] Скасовано ({ $count } записів).
   *[other] Скасовано ({ $count } запису).
}
undone-reason = внесено помилково
nothing-to-change = Так уже і є; нічого не змінено.
changed-meanwhile = <b>/s{ $number } змінено відтоді, як ви її бачили.</b> Вашого ще нічого не збережено:
button-undo = Скасувати
button-anyway = Усе одно зберегти моє

form-empty = Напишіть відповідь або натисніть «Пропустити».
form-empty-speaker = Напишіть ім’я автора.
form-empty-act = Натисніть одну з дій.
form-empty-text = Напишіть, що було сказано, одним нейтральним реченням.
form-speaker = <b>Хто це сказав?</b> Натисніть або напишіть ім’я.
form-act = <b>Що автор цим зробив?</b>
form-text = <b>Що було сказано?</b> Одне нейтральне речення в третій особі.
form-quote = <b>Точні слова</b>, якщо вони є.
form-addressee = <b>Кому?</b> Натисніть одного або напишіть кількох через крапку з комою.
form-topics = <b>Про що?</b> Натисніть одну тему або напишіть кілька через крапку з комою.
form-said_on = <b>Коли це сказано?</b> Натисніть або напишіть 2025, 2025-05 чи 2025-05-16.
form-source = <b>Де це можна перевірити?</b> Надішліть назву й посилання.
form-reported_by = <b>Хто це переказав?</b> Напишіть ім’я.
form-responds_to = <b>На яку заяву це відповідь?</b> Напишіть її номер.
form-due_on = <b>До якого терміну?</b> Напишіть 2025, 2025-05 чи 2025-05-16.
preview-add = { $left ->
    [0] <b>Попередній перегляд</b>, як бачитимуть читачі:
   *[other] <b>Попередній перегляд</b>, як бачитимуть читачі (після цієї ще: { $left }):
}
preview-edit = <b>Попередній перегляд /s{ $number }</b>, як бачитимуть читачі:
preview-suggest = <b>Попередній перегляд</b> того, що ви пропонуєте модераторам:
preview-responds = У відповідь на { $numbers }
edit-which = Яку частину?
draft-open = У вас є недописана заява. Продовжити з того самого місця? (Щоб зараз поставити запитання, скористайтеся /ask.)
did-you-mean = «{ $name }» немає в реєстрі. Можливо: { $names }?
new-name = Уперше в реєстрі: { $name }
near-same = ⚠️ <b>Майже те саме вже є в реєстрі.</b> Відрізняється: { $columns }
near-opposed = ↔️ <b>У реєстрі є протилежне.</b> Відрізняється: { $columns }
near-other = <b>Те саме вже сказав хтось інший.</b> Відрізняється: { $columns }
column-speaker = автор
column-act = дія
column-text = слова
column-quote = цитата
column-addressee = адресат
column-topics = теми
column-said_on = дата
column-source = джерело
column-reported_by = хто переказав
column-responds_to = у відповідь на
column-due_on = термін
kind-person = особа
kind-state = держава
kind-organisation = організація
kind-group = група
kind-anonymous = неназване джерело
button-back = ‹ Назад
button-skip = Пропустити
button-cancel = Скасувати
button-continue = Продовжити
button-drop = Відкинути
button-drop-all = Відкинути всі наступні
button-new-name = Нове: { $name } ({ $kind })
button-responds = Це відповідь на { $number }
button-add-source = Те саме: додати джерело до { $number }
button-offer = Надіслати модераторам
button-save = Зберегти
button-save-new = Зберегти як нову
button-edit = Змінити
button-today = Сьогодні
button-yesterday = Учора
no-draft = Нічого недописаного немає. Почніть із /add
decide-names = Спершу виберіть, кого названо ім’ям, якого немає в реєстрі.
source-missing = У вашій чернетці немає джерела. Натисніть «Змінити», потім «джерело».
finished-add = ✅ У реєстрі як /s{ $number }
finished-edit = ✅ Виправлено: /s{ $number }
finished-source = ✅ Ваше джерело збережено при /s{ $number }
finished-suggest = ✅ Дякуємо. Модератори розглянуть, і ви дізнаєтеся про рішення.
finished-dropped = Відкинуто. Нічого не збережено.
finished-late = Рішення вже ухвалено: { $who }. Вашу чернетку закрито, більше нічого не збережено.
add-in-private = Крок за кроком можна в приватному чаті зі мною. У групі пишіть одним рядком: /add Росія | вимога | Україна має роззброїтися
no-proposals = Я не знайшов тут нічого, що сказав би хтось із реєстру. Щоб внести заяву самостійно, скористайтеся /add.
article-kind = Статті я читаю у вигляді звичайного тексту або вебсторінки, а реєстр – як JSONL або CSV.
article-too-big = Цей файл завеликий для статті: щонайбільше { $limit } КБ.
source-words = Це джерело передає слова так: «{ $quote }»
source-day = Це джерело подає дату: { $day }
disputed-wording = ⚠️ Джерела розходяться у словах або даті

queue-empty = Рішення ніщо не чекає.
suggested-by = { $count ->
    [one] <b>{ $who }</b>: пропозиція, { $day } (чекає { $count }):
    [few] <b>{ $who }</b>: пропозиція, { $day } (чекають { $count }):
    [many] <b>{ $who }</b>: пропозиція, { $day } (чекають { $count }):
   *[other] <b>{ $who }</b>: пропозиція, { $day } (чекають { $count }):
}
suggested-words = { $words }
button-approve = Схвалити
button-refuse = Відхилити
button-next = Далі ›
button-block = Відхилити й заблокувати автора
suggestion-approved = Вашу пропозицію внесено до реєстру як /s{ $number }. Дякуємо. { $reason }
    <blockquote>{ $text }</blockquote>
suggestion-refused = Модератори вирішили не вносити вашу пропозицію. { $number }{ $reason }
    <blockquote>{ $text }</blockquote>
no-unanswered = Запитань без відповіді немає.
unanswered-title = У реєстрі немає відповіді на
unanswered-line = { $count ->
    [one] · { $question } (запитано { $count } раз)
    [few] · { $question } (запитано { $count } рази)
    [many] · { $question } (запитано { $count } разів)
   *[other] · { $question } (запитано { $count } раза)
}
button-done = ✓ { $question }

mods-title = { $count ->
    [one] Реєстр веде { $count } людина
    [few] Реєстр ведуть { $count } людини
    [many] Реєстр ведуть { $count } людей
   *[other] Реєстр ведуть { $count } людини
}
mods-line = { $role ->
    [owner] { $name }, власник (<code>{ $id }</code>)
   *[moderator] { $name } (<code>{ $id }</code>)
}
now-moderator = Відтепер модератор: { $name } (<code>{ $id }</code>).
now-reader = Більше не модератор: { $name } (<code>{ $id }</code>).
already-moderator = { $name }: уже веде реєстр.
already-reader = { $name }: не модератор.
promote-whom = Кого? Дайте відповідь на повідомлення людини або напишіть /promote та її ім’я користувача чи числовий номер.
you-are-moderator = Відтепер ви модератор. /add вносить заяву до реєстру, /help показує решту.
you-are-reader = Ви більше не модератор.

name-done = ✅ Готово.
member-of = На боці: { $side }
also-called = Інші назви: { $names }
unknown-kind = «{ $kind }» – не вид. Один із: { $kinds }

import-kind = «{ $name }» – не файл реєстру: потрібен JSONL або CSV.
import-too-big = Бот може отримати щонайбільше { $limit } МБ. Скористайтеся командним рядком на сервері.
import-bad-file = { $reason }
importing = Вношу … { $percent }%
imported = <b>Внесено.</b> Додано: { $added }, змінено: { $changed }, без змін: { $unchanged }, авторів і тем: { $names }, відхилено: { $refused }
exported = { $count ->
    [one] { $count } заява.
    [few] { $count } заяви.
    [many] { $count } заяв.
   *[other] { $count } заяви.
}

action-rule = визначено статус
action-lift = знято рішення про статус
action-link = пов’язано
action-source = додано джерело
action-retract = відкликано
action-restore = повернено
action-merge = об’єднано
action-undo = скасовано зміну
action-alias = додано іншу назву
action-rename = перейменовано
action-promote = призначено модератором
action-demote = знято з модераторів
