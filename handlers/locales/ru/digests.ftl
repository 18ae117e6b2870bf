# Что бот говорит о том, что приходит само: дайджесты, выпуски, подписки, доставка.

command-digest = Дайджест для канала, группы или для вас
help-digest = /digest – дайджест для канала, группы или для себя, так часто, как хотите
command-digests = Ваши дайджесты
help-digests = /digests – ваши дайджесты: приостановить, изменить, отправить сейчас
command-follow = Узнавать об изменениях
help-follow = /follow перемирие – узнавать, когда есть новости об авторе, теме, заявлении или вопросе
command-following = На что вы подписаны
help-following = /following – на что вы подписаны и как прекратить
command-quiet = Часы, когда вас не беспокоить
help-quiet = /quiet 22:00-08:00 Киев – часы, когда вас не беспокоить
command-edition = Проверить выпуск дайджеста
help-edition = /edition 12 – что было в выпуске дайджеста и когда он отправлен
command-deliveries = Что стало с сообщениями
help-deliveries = /deliveries – что дошло, что нет и почему

city-time = { $moment } ({ $city })
digest-personal = Ваш дайджест
digest-in-private = Дайджест настраивают в личном чате со мной. Нажмите кнопку и выберите, что и когда.
digest-ask-where =
    Куда присылать дайджест?
    Для канала или группы: добавьте меня туда (в канале – администратором, который может публиковать), затем выберите здесь или напишите <code>/digest @name</code>.
digest-offer = Вы добавили меня в <b>{ $title }</b>. Публиковать там дайджест?
digest-of-another =  (настроил другой администратор)
digest-already = Дайджест туда уже приходит:
digest-button-begin = Настроить дайджест
digest-button-another = Настроить ещё один
digest-button-me = Для меня, здесь
digest-button-channel = Добавить меня в канал …
digest-button-group = Добавить меня в группу …
digest-button-what = О чём
digest-button-when = В какие дни
digest-button-hours = В котором часу
digest-button-zone = Часовой пояс
digest-button-language = Язык
digest-button-empty = Когда нового нет
digest-button-picture = Картинка
digest-button-hold = Сначала черновик
digest-button-preview = Просмотр
digest-button-pause = Приостановить
digest-button-resume = Возобновить
digest-button-now = Отправить сейчас
digest-button-last = Последние выпуски
digest-button-delete = Удалить
digest-button-deleted = Да, удалить
digest-button-back = Назад
digest-button-on = Включить
digest-button-everything = Обо всём
digest-button-topics = Темы …
digest-button-speakers = Авторы …
digest-button-follows = На что я подписан
digest-button-every-daily = Каждый день
digest-button-every-workdays = Пн–Пт
digest-button-every-monthly = 1-го числа
digest-button-every-monthend = Последний день месяца
digest-button-every-cron = Другое …
digest-button-time = Другое …
digest-ask-what = О чём рассказывать?
digest-ask-topics = Какие темы?
digest-ask-speakers = Какие авторы?
digest-ask-when = В какие дни?
digest-ask-hour = В котором часу?
digest-ask-zone = Какой из них?
digest-ask-language = На каком языке присылать выпуски?
digest-type-zone = Напишите город, например <i>Киев</i> или <i>Нью-Йорк</i>.
digest-type-time = Напишите время, например <i>09:30</i>.
digest-type-every-cron = Напишите пять полей cron: минута, час, день месяца, месяц, день недели. Например <code>30 9 * * 1-5</code>.
digest-title = <b>{ $title }</b> · дайджест { $number }
digest-is-draft = Ещё не включено. Просмотрите и включите.
digest-is-on = Включено
digest-is-paused = Приостановлено
digest-is-suspended = ⚠️ Остановлено: { $reason }. Возобновится само, когда я снова смогу публиковать.
digest-what = О чём: { $what }
digest-when = Когда: { $when }
digest-language = Язык выпусков: { $name }
digest-with-picture = С картинкой: кто на какой позиции
edition-picture = Кто на какой позиции на { $day }
digest-when-empty-silent = Когда нового нет: тишина
digest-when-empty-says = Когда нового нет: так и скажет
digest-hold = Модераторы видят черновик за { $minutes } мин. до выпуска
digest-next = Следующий: { $due }
about-everything = обо всём
about-follows = на что вы подписаны
when-daily = каждый день в { $at } ({ $city })
when-weekly = { $days } в { $at } ({ $city })
when-monthly = { $day }-го числа каждого месяца в { $at } ({ $city })
when-monthly-last = в последний день месяца в { $at } ({ $city })
when-cron = <code>{ $cron }</code> ({ $city })
preview-silent = Нового не было, поэтому сегодня ничего не было бы опубликовано.
preview-a-week = В последнее время для него записывали { $count ->
    [one] { $count } заявление
    [few] { $count } заявления
    [many] { $count } заявлений
   *[other] { $count } заявления
} в неделю. Этот просмотр охватывает последние семь дней: { $pages ->
    [one] { $pages } сообщение
    [few] { $pages } сообщения
    [many] { $pages } сообщений
   *[other] { $pages } сообщения
}.
preview-next = Придёт:
    { $times }
digest-is-now-on = Включено. Первый выпуск: { $due }.
digest-comes-now = Придёт через мгновение.
digest-nothing-now = С последнего выпуска ничего нового, публиковать нечего. Если дайджест приостановлен, сначала возобновите его.
digest-is-gone = Этого дайджеста уже нет или он чужой. Ваши: /digests
digest-delete-sure = Удалить дайджест <b>{ $title }</b>? Отправленные выпуски останутся на месте.
digest-deleted = Дайджест <b>{ $title }</b> удалён.
digest-suspended = ⚠️ Я больше не могу публиковать в <b>{ $title }</b>: { $reason }. Дайджест остановлен, настройки сохранены. Когда право вернётся, один выпуск охватит всё пропущенное. /digests
digest-resumed = ✓ Я снова могу публиковать в <b>{ $title }</b>. Следующий выпуск охватит всё пропущенное. /digests
digests-title = <b>Ваши дайджесты</b>
digests-none = У вас ещё нет дайджеста. Настроить: /digest
digests-line-on = · <b>{ $title }</b> · { $number }: { $when }
digests-line-paused = · <b>{ $title }</b> · { $number }: приостановлено ({ $when })
digests-line-suspended = · <b>{ $title }</b> · { $number }: ⚠️ остановлено ({ $when })
last-none = Выпусков ещё не было.
last-line = Выпуск { $number }, { $due }: { $state }
place-unknown = Я не знаю этого чата. Сначала добавьте меня туда, в канале – администратором, который может публиковать; затем напишите /digest @name.
place-not-admin = Дайджест для «{ $title }» могут настраивать только его администраторы, а Telegram говорит, что вы не из них.
place-may-not-post = Я не могу публиковать в «{ $title }». Сделайте меня там администратором с правом публиковать и попробуйте ещё раз.
schedule-fields = В выражении cron пять полей, как <code>30 9 * * 1-5</code>. А это: «{ $detail }».
schedule-field = Я не понимаю этой части: { $detail }
schedule-often = Дайджест приходит не чаще раза в час: минута – это одно число, как в <code>30 9 * * *</code>.
schedule-never = Такое время никогда не наступит: «{ $detail }».
schedule-zone = Я не знаю часового пояса «{ $detail }». Напишите название большого города поблизости.
schedule-time = «{ $detail }» – это не время. Напишите как 09:30.

edition-title = 🗞 <b>{ $title }</b>
edition-since = Записано с { $since }
edition-late = ⏱ С опозданием: должен был выйти { $due }.
edition-nothing = С последнего выпуска ничего нового.
edition-note = ✍️ <i>{ $note }</i>
edition-page = { $page }/{ $pages }
edition-corrected = ✎ <b>Исправлено { $day }:</b>
edition-foot = Выпуск { $number } · { $hash }
section-reversed = 🔄 Теперь говорит обратное
section-moved = ➡️ Изменилось состояние
section-new = 🆕 Новое
section-corrected = ✏️ Исправлено
section-overdue = ⏰ Только что просрочено
section-long_overdue = ⏰ Всё ещё просрочено
section-due_soon = 📅 Скоро срок
section-unmoved = 🕰 Без движения 30 дней
section-open = 📌 Всё ещё открыто
contents-reversed = передумали: { $count }
contents-moved = изменили состояние: { $count }
contents-new = новых: { $count }
contents-corrected = исправлено: { $count }
contents-overdue = только что просрочено: { $count }
contents-long_overdue = всё ещё просрочено: { $count }
contents-due_soon = скоро срок: { $count }
contents-unmoved = без движения 30 дней: { $count }
contents-open = открытых: { $count }
line-moved = { $before } → <b>{ $after }</b>
line-by = , из-за { $who }
line-corrected = Исправлено: { $reason }
line-earlier = Раньше (№{ $number }, { $day }): { $text }
edition-which = Какой выпуск? Номер стоит в его конце: /edition 12
edition-unknown = Нет выпуска { $number }, который вы можете видеть.
edition-is = <b>Выпуск { $number }</b>, { $title } · { $hash }
edition-due = Срок: { $due }
edition-covers = Охватывает изменения записи с { $first } по { $last }
edition-part = Сообщение { $part }: { $state } { $when }
draft-held = 📝 <b>Черновик { $number }</b> для { $title }. Выйдет { $when }, если вы его не задержите или не отбросите.
draft-kept = ✋ <b>Черновик { $number }</b> для { $title } задержан, пока кто-нибудь его не выпустит.
draft-note-hint = Чтобы добавить свою строку: <code>/edition { $number } note: …</code>
draft-is-gone = О черновике { $number } уже решено: он отправлен или отброшен.
draft-button-release = Отправить сейчас
draft-button-hold = Задержать
draft-button-unhold = Выпустить вовремя
draft-button-drop = Отбросить
draft-done-release = Отправлено.
draft-done-keep = Задержано.
draft-done-unkeep = Выйдет вовремя.
draft-done-drop = Отброшено.
draft-done-without = Убрано.
draft-done-raise = Поднято.

notice-title = 🔔 <b>Новости о том, на что вы подписаны</b>
notice-why = Вы получили это, потому что подписаны на: { $what }. /following
button-unfollow = ✕ Прекратить: { $what }
button-follow-now = Сразу
button-follow-digest = В моём дайджесте
follow-what = За кем или за чем следить? Например: /follow перемирие, /follow Украина, /follow 12 или вопрос своими словами.
follow-offer-what = <b>Следить: { $what }?</b>
follow-offer = В последнее время это { $count ->
    [one] { $count } заявление
    [few] { $count } заявления
    [many] { $count } заявлений
   *[other] { $count } заявления
} в неделю. Последние:
follow-offer-nothing = В записи ещё ничего такого нет. Скажу, когда появится.
follow-offer-statement = Скажу, когда изменится его состояние, когда его исправят или отзовут.
follow-is-now = Вы подписаны: { $what }. Скажу сразу. /following
follow-is-digest = Вы подписаны: { $what }. Придёт с вашим дайджестом. /following
follow-needs-digest = У вас ещё нет дайджеста того, на что вы подписаны.
follow-too-many = У вас уже { $most } подписок, или это предложение устарело. Показать: /following
follow-is-gone = Вы на это уже не подписаны.
unfollowed = Вы больше не подписаны: { $what }.
following-title = <b>На что вы подписаны</b>
following-nothing = Вы ещё ни на что не подписаны. Например: /follow перемирие
following-now = · { $what }: сразу
following-digest = · { $what }: в вашем дайджесте
quiet-is = Тихие часы: { $hours }. Что случится за это время, придёт потом.
quiet-is-not = Тихих часов нет. Установить: /quiet 22:00-08:00 Киев
quiet-how = Напишите как /quiet 22:00-08:00 Киев или /quiet нет.

outbox-planned = ждёт
outbox-sending = отправляется
outbox-sent = отправлено
outbox-unknown = неизвестно, дошло ли
outbox-failed = Telegram отказал
outbox-suspended = остановлено
outbox-dropped = отброшено
outbox-silent = нечего сказать
outbox-held = черновик
outbox-kept = задержано
outbox-released = выпущено
delivery-line = { $number }. { $chat }: { $state }. { $reason }
deliveries-none = Само ещё ничего не отправлялось.
button-send-again = Отправить { $number } ещё раз
sent-again = Будет отправлено ещё раз.
