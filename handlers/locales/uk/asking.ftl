# Що бот каже всім, хто запитує.
# Слова: заява, реєстр заяв, автор (заяви), адресат, тема, статус, відповідь, редакція.
# Імена не відмінюються, тому стоять у називному відмінку: після двокрапки, у лапках або перед тире.

hello =
    Я веду відкритий реєстр заяв: хто й коли чого вимагав, що відхиляв, обіцяв чи стверджував і який статус має кожна заява сьогодні.
    Запитуйте своїми словами. Я відповідаю лише за реєстром, із зазначенням джерела, а коли відповіді в ньому немає, так і кажу.
hello-for-example = Наприклад:
hello-group = Я відповідаю за відкритим реєстром заяв: <code>/ask хто вимагав припинення вогню</code>. Або згадайте мене (@{ $bot }) у своєму запитанні.
hello-digest = Дайджест новин для цієї групи: <a href="{ $link }">налаштувати</a>
record-is-empty = У реєстрі ще нічого немає.
record-is-empty-reader = У реєстрі ще нічого немає. Завітайте трохи згодом.
record-is-empty-moderator =
    У реєстрі ще нічого немає. Почати можна трьома способами:
    · /add запитає крок за кроком
    · <code>/add Росія | вимога | Україна має роззброїтися | кому: Україна | коли: 2025-05-16</code>
    · /import разом із файлом CSV або JSONL; переслане повідомлення, на яке відповіли /add, теж стане заявою
record-is-empty-owner = { record-is-empty-moderator }
example-who = { $name }: хто чого вимагав?
example-what = { $name }: що сказано?
example-topic = { $name }

help-intro =
    Запитуйте своїми словами, наприклад: <i>хто вимагав припинення вогню</i>. Помилки не завадять; я розумію українську, англійську та російську.
    Із будь-якого чату: <code>@{ $bot } припинення вогню</code>. Номер на зразок /s12 відкриває картку заяви.
help-for-reader = <b>Запитання</b>
help-for-moderator = <b>Ведення реєстру</b>
help-for-owner = <b>Для власників</b>
command-ask = Запитати реєстр
help-ask = /ask хто вимагав припинення вогню
command-open = Досі відкриті вимоги й обіцянки
help-open = /open, /open санкції – що досі відкрито, від найдавнішого
command-timeline = Хто, що й коли сказав
help-timeline = /timeline Україна – усі заяви одного автора або на одну тему, за хронологією
command-compare = Двоє авторів поруч
help-compare = /compare Росія, Україна, припинення вогню – заяви двох авторів поруч
command-topics = Теми реєстру
help-topics = /topics – теми реєстру
command-speakers = Хто є в реєстрі
help-speakers = /speakers – хто є в реєстрі
command-language = Українська, англійська чи російська
help-language = /language – українська, англійська чи російська
command-privacy = Що про вас зберігається
help-privacy = /privacy – що про вас зберігається
command-forgetme = Видалити все, що про вас зберігається
help-forgetme = /forgetme – видалити ці дані
command-help = Що я вмію
help-help = /help – цей перелік
command-start = Почати

which-language = Якою мовою мені тут спілкуватися?
language-is = Тут я спілкуюся українською. Заяви лишаються тією мовою, якою їх внесено.
forget-me = Буде видалено все, що я про вас зберігаю: вашу мову та останні запитання. Скасувати це неможливо.
button-forget = Видалити
forgotten = Готово. Про вас більше нічого не зберігається. Якщо ви напишете знову, я знову запам’ятаю ваш чат і мову.

no-such-command = Команди { $command } немає. Перелік команд — у /help, або запитайте своїми словами.
button-is-old = Ця кнопка застаріла. Будь ласка, запитайте ще раз.
no-such-number = Заяви з номером «{ $number }» немає. Номери мають такий вигляд: /s12.
still-looking = <i>Ще шукаю …</i>
our-mistake = Сталася помилка на нашому боці. Нічого не змінено. Будь ласка, спробуйте ще раз за хвилину.
not-allowed-moderator = Це можуть робити лише модератори. Якщо хочете запропонувати заяву, зверніться до тих, хто веде цього бота.
not-allowed-owner = Це можуть робити лише власники цього бота.
not-allowed-hidden = Коли ви пишете від імені групи чи каналу, я не бачу, хто ви. Напишіть від свого імені або в приватному чаті зі мною.
only-in-private = Будь ласка, зробіть це в приватному чаті зі мною.
timeline-of-what = Чия хронологія або на яку тему? Наприклад: /timeline Україна
compare-whom = Назвіть двох авторів і, за бажання, тему. Наприклад: /compare Росія, Україна, припинення вогню
which-one = «{ $name }» може означати: { $names }. Кого саме ви маєте на увазі?
nobody-called = У реєстрі ніхто не значиться як «{ $name }». Найближче: { $names }
no-topic-called = У реєстрі немає теми «{ $name }». Найближче: { $names }
nothing-here = Тут у реєстрі нічого немає.
slower = Забагато запитань одразу. Зачекайте хвилину, і я знову відповідатиму.
too-long = Запитання задовге, символів: { $length }. Будь ласка, скоротіть його до { $limit }.

did-demand = — вимога
    .to = — вимога, адресат: { $to }
did-appeal = — заклик
    .to = — заклик, адресат: { $to }
did-propose = — пропозиція
    .to = — пропозиція, адресат: { $to }
did-promise = — обіцянка
    .to = — обіцянка, адресат: { $to }
did-agree = — згода
    .to = — згода, адресат: { $to }
did-reject = — відмова
    .to = — відмова, адресат: { $to }
did-accuse = — звинувачення
    .to = — звинувачення, адресат: { $to }
did-warn = — попередження
    .to = — попередження, адресат: { $to }
did-claim = — твердження
    .to = — твердження, адресат: { $to }
did-deny = — заперечення
    .to = — заперечення, адресат: { $to }
act-demand = вимога
act-appeal = заклик
act-propose = пропозиція
act-promise = обіцянка
act-agree = згода
act-reject = відмова
act-accuse = звинувачення
act-warn = попередження
act-claim = твердження
act-deny = заперечення
status-open = відкрито
status-partly_accepted = частково прийнято
status-accepted = прийнято
status-rejected = відхилено
status-fulfilled = виконано
status-withdrawn = відкликано
status-superseded = замінено новою заявою
status-in_progress = виконується
status-kept = дотримано
status-partly_kept = частково дотримано
status-broken = порушено
status-unverified = не перевірено
status-confirmed = підтверджено
status-disputed = оспорюється
status-refuted = спростовано
status-stands = у силі

counts-for = {" "}(сторона: { $side })
stands-at = Статус: <b>{ $status }</b>
retracted = ⚠️ <b>Запис анульовано:</b> { $reason }
answer-corrected = ✎ <i>Виправлено { $day }: відтоді, як про це запитали, реєстр змінився.</i>
answer-retracted = ⚠️ Запис /s{ $number } <b>анульовано</b>: { $reason }
corrected-on = виправлено { $day }
reported-by = Зі слів: { $reporter }. Публічно автор заяви цього не казав
source = Джерело: { $source }
step-by-response = відповідь: { $who }, /s{ $number }
step-by-ruling = рішення ({ $who }): { $reason }
days-old = { $days ->
    [one] Відкрито { $days } день
    [few] Відкрито { $days } дні
    [many] Відкрито { $days } днів
   *[other] Відкрито { $days } дня
}
under-a-month-old = Відкрито менше місяця
months-old = { $months ->
    [one] Відкрито приблизно { $months } місяць
    [few] Відкрито приблизно { $months } місяці
    [many] Відкрито приблизно { $months } місяців
   *[other] Відкрито приблизно { $months } місяця
}
card-title = <b>Заява { $number }</b>
card-responds-to = У відповідь на
card-responses = Відповіді
merged-here = Заяву { $number } об’єднано з цією.
topics-are = Теми: { $topics }
speaker-is = { $name }: { $role }
due-on = Термін: { $day }
recorded-on = Внесено до реєстру { $day }, редакція { $revision }
permalink = { $link }
and-more = { $count ->
    [one] … і ще { $count }
    [few] … і ще { $count }
    [many] … і ще { $count }
   *[other] … і ще { $count }
}
responses-to = Відповіді на /s{ $number }
no-responses = Відповідей у реєстрі немає.
history-of = Зміни /s{ $number }
change-line = { $day }, { $who }: { $action }
action-add = додано
action-edit = змінено
action-import = імпортовано
field-changed = { $field }: <s>{ $old }</s> → { $new }
button-responses = Відповіді
button-history = Зміни
button-timeline = Хронологія
button-copy-quote = Копіювати цитату
button-copy-link = Копіювати посилання

open-title = { $named ->
    [no] Досі відкрито: { $count }
   *[other] Досі відкрито на тему «{ $topic }»: { $count }
}
timeline-title = { $name }: { $count ->
    [one] { $count } заява
    [few] { $count } заяви
    [many] { $count } заяв
   *[other] { $count } заяви
}
topics-title = { $count ->
    [one] { $count } тема
    [few] { $count } теми
    [many] { $count } тем
   *[other] { $count } теми
}
speakers-title = { $count ->
    [one] { $count } автор у реєстрі
    [few] { $count } автори в реєстрі
    [many] { $count } авторів у реєстрі
   *[other] { $count } автора в реєстрі
}

# Відповідь на запитання.
ask-what = Запитайте про щось, наприклад: /ask хто вимагав припинення вогню
small-talk = Вітаю! Запитайте своїми словами, хто чого вимагав, що відхиляв, обіцяв чи стверджував. Докладніше — у /help.
you-asked = <i>{ $question }</i>
nothing-on-record = У реєстрі немає відповіді на це запитання.
nothing-from = У реєстрі немає відповіді на це запитання: «{ $name }» там не значиться.
which-one-of = У реєстрі кілька тих, кого називають «{ $name }». Кого ви маєте на увазі?
related = <i>Пов’язане в реєстрі, хоча, можливо, не те, про що ви питали:</i>
nearest = Найближче з реєстру, але це <b>не</b> відповідь:
noted-unanswered = Модератори побачать це запитання без вашого імені.
noted-as-unanswered = Дякую. Модератори побачать це запитання без вашого імені.
yes-on-record = Так, це є в реєстрі.
no-otherwise = Ні. У реєстрі зафіксовано інше:
responses-found = { $count ->
    [one] Про цю відповідь у реєстрі є { $count } заява.
    [few] Про цю відповідь у реєстрі є { $count } заяви.
    [many] Про цю відповідь у реєстрі є { $count } заяв.
   *[other] Про цю відповідь у реєстрі є { $count } заяви.
}
speakers-found = { $count ->
    [one] Таку заяву в реєстрі має { $count } автор.
    [few] Такі заяви в реєстрі мають { $count } автори.
    [many] Такі заяви в реєстрі мають { $count } авторів.
   *[other] Такі заяви в реєстрі мають { $count } автора.
}
many-found = У реєстрі знайдено щонайменше { $count } заяв.
statements-found = { $count ->
    [one] У реєстрі знайдено { $count } заяву.
    [few] У реєстрі знайдено { $count } заяви.
    [many] У реєстрі знайдено { $count } заяв.
   *[other] У реєстрі знайдено { $count } заяви.
}
stands-now = { $known ->
    [no] Поточний статус: { $status } (/s{ $number })
   *[other] Поточний статус: { $status } ({ $by }, /s{ $number })
}
stood-at = { $known ->
    [no] Статус станом на { $day }: { $status } (/s{ $number })
   *[other] Статус станом на { $day }: { $status } ({ $by }, /s{ $number })
}
not-yet-said = Станом на { $day } цього ще не було сказано (/s{ $number }).
understood-speaker = автор: { $names }
understood-to = адресат: { $names }
understood-act = { $acts }
understood-since = не раніше { $first }
understood-until = не пізніше { $last }
understood-on = { $first }
understood-between = { $first } – { $last }
button-more = { $first }–{ $last } із { $total } ›
button-follow = Стежити
button-wrong = Я питаю не про це
button-open-card = Відкрити картку
inline-ask-me = Запитати в приватному чаті
inline-nothing = У реєстрі нічого немає. Запитати в приватному чаті

# What is stored about people: one line a table of the schema.
command-mydata = Файл з усім, що про вас зберігається
help-mydata = /mydata – файл з усім, що про вас зберігається
privacy = <b>Що про вас зберігається</b>
privacy-kept =
    Якщо ви модератор, ваше ім’я стоїть біля кожної вашої зміни: журнал є частиною відкритого реєстру. Запитання без відповіді зберігаються без вашого імені.
    /mydata надсилає вам усе це, /forgetme одразу видаляє.
my-data = { $count ->
    [0] Про вас не зберігається нічого, крім цієї миті.
    [one] Усе, що про вас зберігається: { $count } вид даних.
    [few] Усе, що про вас зберігається: { $count } види даних.
    [many] Усе, що про вас зберігається: { $count } видів даних.
   *[other] Усе, що про вас зберігається: { $count } виду даних.
}
stored-chats = · те, що ви користувалися цим ботом: ваш ідентифікатор у Telegram, ім’я, ім’я користувача та обрана мова
stored-pages = · ваші останні запитання, для кнопок під моїми відповідями, щонайбільше 30 днів
stored-posts = · які мої повідомлення вам показують яку заяву, щоб до них дійшло виправлення
stored-drafts = · заяви, які ви почали додавати
stored-orders = · ваші команди, що чекають на відповідь
stored-keyboards = · де стоять мої кнопки, що чекають на вас, щонайбільше 30 днів
stored-suggestions = · заяви, які ви запропонували
stored-follows = · за чим ви стежите
stored-quiet_hours = · коли вас не турбувати
stored-digests = · ваші дайджести
stored-editions = · що було у ваших дайджестах
stored-outbox = · повідомлення, які до вас прямують, і чи дійшли вони
stored-paces = · коли я востаннє вам писав, щоб не перевищувати обмежень Telegram
