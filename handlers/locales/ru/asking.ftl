# Что бот говорит всем, кто спрашивает.
# Слова: заявление, реестр заявлений, автор (заявления), адресат, тема, статус, ответ, редакция.
# Имена не склоняются, поэтому стоят в именительном падеже: после двоеточия, в кавычках или перед тире.

hello =
    Я веду открытый реестр заявлений: кто и когда чего требовал, что отклонял, обещал или утверждал и какой статус у каждого заявления сегодня.
    Спрашивайте своими словами. Я отвечаю только по реестру, с указанием источника, а если ответа в нём нет, так и говорю.
hello-for-example = Например:
hello-group = Я отвечаю по открытому реестру заявлений: <code>/ask кто требовал прекращения огня</code>. Или упомяните меня (@{ $bot }) в своём вопросе.
hello-digest = Дайджест нового для этой группы: <a href="{ $link }">настроить</a>
record-is-empty = В реестре пока ничего нет.
record-is-empty-reader = В реестре пока ничего нет. Загляните немного позже.
record-is-empty-moderator =
    В реестре ещё ничего нет. Начать можно тремя способами:
    · /add спросит шаг за шагом
    · <code>/add Россия | требование | Украина должна разоружиться | кому: Украина | когда: 2025-05-16</code>
    · /import вместе с файлом CSV или JSONL; пересланное сообщение, на которое ответили /add, тоже станет заявлением
record-is-empty-owner = { record-is-empty-moderator }
example-who = { $name }: кто что требовал?
example-what = { $name }: что сказано?
example-topic = { $name }

help-intro =
    Спрашивайте своими словами, например: <i>кто требовал прекращения огня</i>. Опечатки не помешают; я понимаю русский, английский и украинский.
    Из любого чата: <code>@{ $bot } прекращение огня</code>. Номер вроде /s12 открывает карточку заявления.
help-for-reader = <b>Вопросы</b>
help-for-moderator = <b>Ведение реестра</b>
help-for-owner = <b>Для владельцев</b>
command-ask = Спросить реестр
help-ask = /ask кто требовал прекращения огня
command-open = Всё ещё открытые требования и обещания
help-open = /open, /open санкции – что всё ещё открыто, начиная с самого давнего
command-timeline = Кто, что и когда сказал
help-timeline = /timeline Украина – все заявления одного автора или на одну тему, по порядку
command-compare = Два автора рядом
help-compare = /compare Россия, Украина, прекращение огня – заявления двух авторов рядом
command-topics = Темы реестра
help-topics = /topics – темы реестра
command-speakers = Кто есть в реестре
help-speakers = /speakers – кто есть в реестре
command-language = Русский, английский или украинский
help-language = /language – русский, английский или украинский
command-privacy = Что о вас хранится
help-privacy = /privacy – что о вас хранится
command-forgetme = Удалить всё, что о вас хранится
help-forgetme = /forgetme – удалить эти данные
command-help = Что я умею
help-help = /help – этот список
command-start = Начать

which-language = На каком языке мне здесь говорить?
language-is = Здесь я говорю по-русски. Заявления остаются на том языке, на котором они внесены.
forget-me = Будет удалено всё, что я о вас храню: ваш язык и последние вопросы. Отменить это невозможно.
button-forget = Удалить
forgotten = Готово. О вас больше ничего не хранится. Если вы напишете снова, я снова запомню ваш чат и язык.

no-such-command = Команды { $command } нет. Список команд — в /help, или спросите своими словами.
button-is-old = Эта кнопка устарела. Пожалуйста, спросите ещё раз.
no-such-number = Заявления с номером «{ $number }» нет. Номера выглядят так: /s12.
still-looking = <i>Ещё ищу …</i>
our-mistake = Произошла ошибка на нашей стороне. Ничего не изменено. Пожалуйста, попробуйте ещё раз через минуту.
not-allowed-moderator = Это могут делать только модераторы. Если хотите предложить заявление, обратитесь к тем, кто ведёт этого бота.
not-allowed-owner = Это могут делать только владельцы этого бота.
not-allowed-hidden = Когда вы пишете от имени группы или канала, я не вижу, кто вы. Напишите от своего имени или в личном чате со мной.
only-in-private = Пожалуйста, сделайте это в личном чате со мной.
timeline-of-what = Чья хронология или на какую тему? Например: /timeline Украина
compare-whom = Назовите двух авторов и, если хотите, тему. Например: /compare Россия, Украина, прекращение огня
which-one = «{ $name }» может означать: { $names }. Кого именно вы имеете в виду?
nobody-called = В реестре никто не значится как «{ $name }». Ближе всего: { $names }
no-topic-called = В реестре нет темы «{ $name }». Ближе всего: { $names }
nothing-here = Здесь в реестре ничего нет.
slower = Слишком много вопросов сразу. Подождите минуту, и я снова буду отвечать.
too-long = Вопрос слишком длинный, символов: { $length }. Пожалуйста, сократите его до { $limit }.

did-demand = — требование
    .to = — требование, адресат: { $to }
did-appeal = — призыв
    .to = — призыв, адресат: { $to }
did-propose = — предложение
    .to = — предложение, адресат: { $to }
did-promise = — обещание
    .to = — обещание, адресат: { $to }
did-agree = — согласие
    .to = — согласие, адресат: { $to }
did-reject = — отказ
    .to = — отказ, адресат: { $to }
did-accuse = — обвинение
    .to = — обвинение, адресат: { $to }
did-warn = — предупреждение
    .to = — предупреждение, адресат: { $to }
did-claim = — утверждение
    .to = — утверждение, адресат: { $to }
did-deny = — отрицание
    .to = — отрицание, адресат: { $to }
act-demand = требование
act-appeal = призыв
act-propose = предложение
act-promise = обещание
act-agree = согласие
act-reject = отказ
act-accuse = обвинение
act-warn = предупреждение
act-claim = утверждение
act-deny = отрицание
status-open = открыто
status-partly_accepted = частично принято
status-accepted = принято
status-rejected = отклонено
status-fulfilled = выполнено
status-withdrawn = отозвано
status-superseded = заменено новым заявлением
status-in_progress = выполняется
status-kept = сдержано
status-partly_kept = частично сдержано
status-broken = нарушено
status-unverified = не проверено
status-confirmed = подтверждено
status-disputed = оспаривается
status-refuted = опровергнуто
status-stands = в силе

counts-for = {" "}(сторона: { $side })
stands-at = Статус: <b>{ $status }</b>
retracted = ⚠️ <b>Запись аннулирована:</b> { $reason }
answer-corrected = ✎ <i>Исправлено { $day }: с тех пор как об этом спросили, реестр изменился.</i>
answer-retracted = ⚠️ Запись /s{ $number } <b>аннулирована</b>: { $reason }
corrected-on = исправлено { $day }
reported-by = Со слов: { $reporter }. Публично автор заявления этого не говорил
source = Источник: { $source }
step-by-response = ответ: { $who }, /s{ $number }
step-by-ruling = решение ({ $who }): { $reason }
days-old = { $days ->
    [one] Открыто { $days } день
    [few] Открыто { $days } дня
    [many] Открыто { $days } дней
   *[other] Открыто { $days } дня
}
under-a-month-old = Открыто меньше месяца
months-old = { $months ->
    [one] Открыто примерно { $months } месяц
    [few] Открыто примерно { $months } месяца
    [many] Открыто примерно { $months } месяцев
   *[other] Открыто примерно { $months } месяца
}
card-title = <b>Заявление { $number }</b>
card-responds-to = В ответ на
card-responses = Ответы
merged-here = Заявление { $number } объединено с этим.
topics-are = Темы: { $topics }
speaker-is = { $name }: { $role }
due-on = Срок: { $day }
recorded-on = Внесено в реестр { $day }, редакция { $revision }
permalink = { $link }
and-more = { $count ->
    [one] … и ещё { $count }
    [few] … и ещё { $count }
    [many] … и ещё { $count }
   *[other] … и ещё { $count }
}
responses-to = Ответы на /s{ $number }
no-responses = Ответов в реестре нет.
history-of = Изменения /s{ $number }
change-line = { $day }, { $who }: { $action }
action-add = добавлено
action-edit = изменено
action-import = импортировано
field-changed = { $field }: <s>{ $old }</s> → { $new }
button-responses = Ответы
button-history = Изменения
button-timeline = Хронология
button-copy-quote = Копировать цитату
button-copy-link = Копировать ссылку

open-title = { $named ->
    [no] Всё ещё открыто: { $count }
   *[other] Всё ещё открыто на тему «{ $topic }»: { $count }
}
timeline-title = { $name }: { $count ->
    [one] { $count } заявление
    [few] { $count } заявления
    [many] { $count } заявлений
   *[other] { $count } заявления
}
topics-title = { $count ->
    [one] { $count } тема
    [few] { $count } темы
    [many] { $count } тем
   *[other] { $count } темы
}
speakers-title = { $count ->
    [one] { $count } автор в реестре
    [few] { $count } автора в реестре
    [many] { $count } авторов в реестре
   *[other] { $count } автора в реестре
}

# Ответ на вопрос.
ask-what = Спросите о чём-нибудь, например: /ask кто требовал прекращения огня
small-talk = Здравствуйте! Спросите своими словами, кто чего требовал, что отклонял, обещал или утверждал. Подробнее — в /help.
you-asked = <i>{ $question }</i>
nothing-on-record = В реестре нет ответа на этот вопрос.
nothing-from = В реестре нет ответа на этот вопрос: «{ $name }» там не значится.
which-one-of = В реестре несколько тех, кого называют «{ $name }». Кого вы имеете в виду?
related = <i>Связанное в реестре, хотя, возможно, не то, о чём вы спрашивали:</i>
nearest = Ближе всего в реестре, но это <b>не</b> ответ:
noted-unanswered = Модераторы увидят этот вопрос без вашего имени.
noted-as-unanswered = Спасибо. Модераторы увидят этот вопрос без вашего имени.
yes-on-record = Да, это есть в реестре.
no-otherwise = Нет. В реестре зафиксировано иное:
responses-found = { $count ->
    [one] Об этом ответе в реестре есть { $count } заявление.
    [few] Об этом ответе в реестре есть { $count } заявления.
    [many] Об этом ответе в реестре есть { $count } заявлений.
   *[other] Об этом ответе в реестре есть { $count } заявления.
}
speakers-found = { $count ->
    [one] Такое заявление в реестре есть у { $count } автора.
    [few] Такие заявления в реестре есть у { $count } авторов.
    [many] Такие заявления в реестре есть у { $count } авторов.
   *[other] Такие заявления в реестре есть у { $count } автора.
}
many-found = В реестре найдено не менее { $count } заявлений.
statements-found = { $count ->
    [one] В реестре найдено { $count } заявление.
    [few] В реестре найдено { $count } заявления.
    [many] В реестре найдено { $count } заявлений.
   *[other] В реестре найдено { $count } заявления.
}
stands-now = { $known ->
    [no] Текущий статус: { $status } (/s{ $number })
   *[other] Текущий статус: { $status } ({ $by }, /s{ $number })
}
stood-at = { $known ->
    [no] Статус на { $day }: { $status } (/s{ $number })
   *[other] Статус на { $day }: { $status } ({ $by }, /s{ $number })
}
not-yet-said = По состоянию на { $day } это ещё не было сказано (/s{ $number }).
understood-speaker = автор: { $names }
understood-to = адресат: { $names }
understood-act = { $acts }
understood-since = не раньше { $first }
understood-until = не позднее { $last }
understood-on = { $first }
understood-between = { $first } – { $last }
button-more = { $first }–{ $last } из { $total } ›
button-follow = Следить
button-wrong = Я спрашиваю не об этом
button-open-card = Открыть карточку
inline-ask-me = Спросить в личном чате
inline-nothing = В реестре ничего нет. Спросить в личном чате

# What is stored about people: one line a table of the schema.
command-mydata = Файл со всем, что о вас хранится
help-mydata = /mydata – файл со всем, что о вас хранится
privacy = <b>Что о вас хранится</b>
privacy-kept =
    Если вы модератор, ваше имя стоит рядом с каждым вашим изменением: журнал является частью открытого реестра. Вопросы без ответа хранятся без вашего имени.
    /mydata присылает вам всё это, /forgetme сразу удаляет.
my-data = { $count ->
    [0] О вас не хранится ничего, кроме этого мгновения.
    [one] Всё, что о вас хранится: { $count } вид данных.
    [few] Всё, что о вас хранится: { $count } вида данных.
    [many] Всё, что о вас хранится: { $count } видов данных.
   *[other] Всё, что о вас хранится: { $count } вида данных.
}
stored-chats = · то, что вы пользовались этим ботом: ваш идентификатор в Telegram, имя, имя пользователя и выбранный язык
stored-pages = · ваши последние вопросы, для кнопок под моими ответами, не дольше 30 дней
stored-posts = · какие мои сообщения вам показывают какое заявление, чтобы до них дошло исправление
stored-drafts = · заявления, которые вы начали добавлять
stored-orders = · ваши команды, ждущие ответа
stored-keyboards = · где стоят мои кнопки, которые ждут вас, не больше 30 дней
stored-suggestions = · заявления, которые вы предложили
stored-follows = · за чем вы следите
stored-quiet_hours = · когда вас не беспокоить
stored-digests = · ваши дайджесты
stored-editions = · что было в ваших дайджестах
stored-outbox = · сообщения, которые к вам идут, и дошли ли они
stored-paces = · когда я в последний раз вам писал, чтобы не превышать ограничений Telegram
