# Что бот говорит тем, кто ведёт реестр, и тем, кто что-то для него предлагает.

command-add = Внести заявление в реестр
help-add = /add – шаг за шагом; или /add Россия | требование | Украина должна разоружиться | кому: Украина | когда: 2025-05-16; или в ответ на пересланное сообщение
command-suggest = Предложить заявление модераторам
help-suggest = /suggest – предложить заявление модераторам; в группе – в ответ на нужное сообщение
command-cancel = Отказаться от начатого
help-cancel = /cancel – отказаться от начатого
command-edit = Исправить заявление
help-edit = /edit 12 текст: Новые слова. | когда: 2025-05-16
command-status = Определить статус заявления
help-status = /status 12 сдержано, потому что договор подписан источник: название, https://…
command-link = Связать ответ с заявлением
help-link = /link 12 7 – заявление 12 отвечает на заявление 7
command-merge = Объединить два заявления
help-merge = /merge 12 7 – заявление 12 будет жить под номером 7
command-source = Добавить источник к заявлению
help-source = /source 12 название, https://…
command-retract = Отозвать заявление из реестра
help-retract = /retract 12 потому что это выдумка
command-restore = Вернуть отозванное заявление
help-restore = /restore 12
command-undo = Отменить своё последнее изменение
help-undo = /undo – отменить своё последнее изменение
command-history = Все изменения заявления
help-history = /history 12
command-queue = Предложения, ждущие решения
help-queue = /queue – предложения, ждущие решения
command-unanswered = Вопросы без ответа
help-unanswered = /unanswered – вопросы, на которые в реестре нет ответа
command-actor = Авторы и их имена
help-actor = /actor – авторы: добавить, другое название, переименовать, объединить, сторона, вид, должность
command-topic = Темы и их названия
help-topic = /topic – темы: добавить, другое название, переименовать, объединить
command-import = Внести файл
help-import = /import – вместе с файлом JSONL или CSV
command-export = Реестр одним файлом
help-export = /export, /export CSV, /export JSON
command-mods = Кто ведёт реестр
help-mods = /mods – кто ведёт реестр
command-promote = Сделать кого-то модератором
help-promote = /promote и имя пользователя, номер или ответ на его сообщение
command-demote = Снять модератора
help-demote = /demote и имя пользователя

done-already = Это уже сделано.
changed-since = После вас это изменено: { $who }. Поэтому всё осталось как есть. Изменения показывает /history.
who-is-that = Я не знаю никого по имени «{ $name }». Пусть человек сначала напишет мне, или ответьте на его сообщение, или укажите его числовой номер.
lives-on = Это заявление объединено с другим: теперь это /s{ $number }.
pointless-self = Это одно и то же.
pointless-circle = Так получился бы замкнутый круг.
pointless-retracted = Оно уже отозвано.
pointless-restored = Оно не отозвано.
pointless-unruled = Нет решения, которое можно снять: статус следует за ответами.
no-such-status = У такого заявления может быть статус: { $allowed }.
unknown-status = «{ $status }» – не статус. Напишите, например: /status 12 сдержано, потому что …
status-why = Объясните почему: /status 12 { $status }, потому что …
bad-column = { $column }: { $reason }
bad-source = Возможно, { $url }? Напишите адрес полностью, с https://
nothing-to-undo = У вас больше нет изменений, которые можно отменить.
too-much-to-undo = Ваше последнее изменение коснулось более { $most } заявлений сразу; это слишком много для одного /undo.
not-your-last-change = Это уже не последнее ваше изменение. /undo отменяет последнее.
no-such-name = «{ $name }» нет в реестре.
name-taken = Это название уже принадлежит: «{ $name }».
still-used = «{ $name }» употреблено в заявлениях, поэтому остаётся в реестре.
old-order = Об этом уже решено.
old-draft = Эта кнопка относится к предыдущему вопросу.
not-yours = Здесь ждут решения кого-то другого.
suggest-in-private = Шаг за шагом – в личном чате со мной. Здесь отправьте /suggest в ответ на нужное сообщение или одной строкой: /suggest Россия | требование | Украина должна разоружиться
draft-saved = Уже сохранено как /s{ $number }.
draft-dropped = Этот черновик отброшен.
decided-already = Решение уже принято: { $who }.
suggestions-blocked = Ваши предложения больше не принимаются.
too-many-suggestions = На сегодня достаточно. Следующее предложение будет принято { $again } (UTC).

usage-edit = Какое заявление и что именно? Например: /edit 12 текст: Новые слова. | когда: 2025-05-16 – или перевод: /edit 12 на украинском: Нові слова.
usage-status = Какое заявление и какой статус? Например: /status 12 сдержано, потому что договор подписан источник: название, https://…
usage-link = Например: /link 12 7 – заявление 12 отвечает на заявление 7
usage-merge = Например: /merge 12 7 – заявление 12 будет жить под номером 7
usage-source = Например: /source 12 название, https://…
usage-retract = Какое заявление и почему? Например: /retract 12 потому что это выдумка
usage-restore = Какое заявление? Например: /restore 12
usage-actor =
    <code>/actor добавить Венгрия | государство</code>
    <code>/actor название Венгрия: Будапешт</code>
    <code>/actor переименовать Кыив | Киев</code>
    <code>/actor объединить Кыив | Киев</code>
    <code>/actor сторона Виктор Орбан | Венгрия</code>
    <code>/actor вид Венгрия: государство</code>
    <code>/actor должность Виктор Орбан: премьер-министр</code>
usage-topic =
    <code>/topic добавить зерно</code>
    <code>/topic название прекращение огня: перемирие</code>
    <code>/topic переименовать перемирие | прекращение огня</code>
    <code>/topic объединить перемирие | прекращение огня</code>
usage-import = Пришлите файл JSONL или CSV со словом /import или ответьте на него: /import.
usage-export = /export, /export CSV или /export JSON

line-edit-what = Что изменить? Напишите часть и её новое значение, например текст: Новые слова.
line-twice = «{ $key }» стоит дважды.
line-empty = После «{ $key }» ничего нет.
line-too-long = Здесь { $length } символов; помещается не более { $limit }.
line-unknown-act = «{ $act }» – не действие. Одно из: требование, призыв, предложение, обещание, согласие, отказ, обвинение, предупреждение, утверждение, отрицание.
line-bad-date = Непонятно, какой это день: «{ $date }». Напишите 2025, 2025-05, 2025-05-16, 16.05.2025, сегодня или вчера.
line-bad-source = В адресе «{ $url }» не хватает https://
line-bad-number = «{ $number }» – не номер заявления. Номера выглядят как 12 или /s12.
line-needs-speaker = Кто это сказал? Строка начинается с автора, действия и слов.
line-needs-act = Что автор этим сделал? Строка начинается с автора, действия и слов.
line-needs-text = Что было сказано? Строка начинается с автора, действия и слов.
line-unknown-key = Я не знаю «{ $key }:». Известны: кому, когда, тема, цитата, со слов, источник, ответ, срок, а для перевода: на английском, на украинском, на русском.
line-needs-key = Что такое «{ $part }»? Поставьте перед этим кому:, когда:, тема:, цитата:, со слов:, источник: или ответ:
line-better =
    Возможно, так? Нажмите, чтобы скопировать:
    <code>{ $line }</code>
button-copy-line = Скопировать строку

ask-source = Где можно проверить решение о /s{ $number }? Пришлите название и ссылку.
ask-source-again = Пришлите название, ссылку или обе, например: Мирный договор, https://…
button-no-source = Источника нет
button-leave = Оставить как есть
order-left = Осталось как было.
undone = { $count ->
    [one] Отменено ({ $count } запись).
    [few] Отменено ({ $count } записи).
    [many] Отменено ({ $count } записей).
   *[other] Отменено ({ $count } записи).
}
undone-reason = внесено по ошибке
nothing-to-change = Так уже и есть; ничего не изменено.
changed-meanwhile = <b>/s{ $number } изменено с тех пор, как вы его видели.</b> Вашего ещё ничего не сохранено:
button-undo = Отменить
button-anyway = Всё равно сохранить моё

form-empty = Напишите ответ или нажмите «Пропустить».
form-empty-speaker = Напишите имя автора.
form-empty-act = Нажмите одно из действий.
form-empty-text = Напишите, что было сказано, одним нейтральным предложением.
form-speaker = <b>Кто это сказал?</b> Нажмите или напишите имя.
form-act = <b>Что автор этим сделал?</b>
form-text = <b>Что было сказано?</b> Одно нейтральное предложение в третьем лице.
form-quote = <b>Точные слова</b>, если они есть.
form-addressee = <b>Кому?</b> Нажмите одного или напишите нескольких через точку с запятой.
form-topics = <b>О чём?</b> Нажмите одну тему или напишите несколько через точку с запятой.
form-said_on = <b>Когда это сказано?</b> Нажмите или напишите 2025, 2025-05 или 2025-05-16.
form-source = <b>Где это можно проверить?</b> Пришлите название и ссылку.
form-reported_by = <b>Кто это передал?</b> Напишите имя.
form-responds_to = <b>На какое заявление это ответ?</b> Напишите его номер.
form-due_on = <b>К какому сроку?</b> Напишите 2025, 2025-05 или 2025-05-16.
preview-add = { $left ->
    [0] <b>Предпросмотр</b>, как увидят читатели:
   *[other] <b>Предпросмотр</b>, как увидят читатели (после этого ещё: { $left }):
}
preview-edit = <b>Предпросмотр /s{ $number }</b>, как увидят читатели:
preview-suggest = <b>Предпросмотр</b> того, что вы предлагаете модераторам:
preview-responds = В ответ на { $numbers }
edit-which = Какую часть?
draft-open = У вас есть недописанное заявление. Продолжить с того же места? (Чтобы задать сейчас вопрос, воспользуйтесь /ask.)
did-you-mean = «{ $name }» нет в реестре. Возможно: { $names }?
new-name = Впервые в реестре: { $name }
near-same = ⚠️ <b>Почти то же уже есть в реестре.</b> Отличается: { $columns }
near-opposed = ↔️ <b>В реестре есть противоположное.</b> Отличается: { $columns }
near-other = <b>То же уже сказал кто-то другой.</b> Отличается: { $columns }
column-speaker = автор
column-act = действие
column-text = слова
column-quote = цитата
column-addressee = адресат
column-topics = темы
column-said_on = дата
column-source = источник
column-reported_by = кто передал
column-responds_to = в ответ на
column-due_on = срок
kind-person = лицо
kind-state = государство
kind-organisation = организация
kind-group = группа
kind-anonymous = неназванный источник
button-back = ‹ Назад
button-skip = Пропустить
button-cancel = Отмена
button-continue = Продолжить
button-drop = Отбросить
button-drop-all = Отбросить все следующие
button-new-name = Новое: { $name } ({ $kind })
button-responds = Это ответ на { $number }
button-add-source = То же: добавить источник к { $number }
button-offer = Отправить модераторам
button-save = Сохранить
button-save-new = Сохранить как новое
button-edit = Изменить
button-today = Сегодня
button-yesterday = Вчера
no-draft = Ничего недописанного нет. Начните с /add
decide-names = Сначала выберите, кто назван именем, которого нет в реестре.
source-missing = В вашем черновике нет источника. Нажмите «Изменить», затем «источник».
finished-add = ✅ В реестре как /s{ $number }
finished-edit = ✅ Исправлено: /s{ $number }
finished-source = ✅ Ваш источник сохранён при /s{ $number }
finished-suggest = ✅ Спасибо. Модераторы рассмотрят, и вы узнаете о решении.
finished-dropped = Отброшено. Ничего не сохранено.
finished-late = Решение уже принято: { $who }. Ваш черновик закрыт, больше ничего не сохранено.
add-in-private = Шаг за шагом можно в личном чате со мной. В группе пишите одной строкой: /add Россия | требование | Украина должна разоружиться
no-proposals = Я не нашёл здесь ничего, что сказал бы кто-то из реестра. Чтобы внести заявление самому, воспользуйтесь /add.
article-kind = Статьи я читаю как обычный текст или веб-страницу, а реестр – как JSONL или CSV.
article-too-big = Этот файл слишком велик для статьи: не более { $limit } КБ.
source-words = Этот источник передаёт слова так: «{ $quote }»
source-day = Этот источник указывает дату: { $day }
disputed-wording = ⚠️ Источники расходятся в словах или дате

queue-empty = Решения ничто не ждёт.
suggested-by = { $count ->
    [one] <b>{ $who }</b>: предложение, { $day } (ждёт { $count }):
    [few] <b>{ $who }</b>: предложение, { $day } (ждут { $count }):
    [many] <b>{ $who }</b>: предложение, { $day } (ждут { $count }):
   *[other] <b>{ $who }</b>: предложение, { $day } (ждут { $count }):
}
suggested-words = { $words }
button-approve = Одобрить
button-refuse = Отклонить
button-next = Дальше ›
button-block = Отклонить и заблокировать автора
suggestion-approved = Ваше предложение внесено в реестр как /s{ $number }. Спасибо. { $reason }
    <blockquote>{ $text }</blockquote>
suggestion-refused = Модераторы решили не вносить ваше предложение. { $number }{ $reason }
    <blockquote>{ $text }</blockquote>
no-unanswered = Вопросов без ответа нет.
unanswered-title = В реестре нет ответа на
unanswered-line = { $count ->
    [one] · { $question } (спрошено { $count } раз)
    [few] · { $question } (спрошено { $count } раза)
    [many] · { $question } (спрошено { $count } раз)
   *[other] · { $question } (спрошено { $count } раза)
}
button-done = ✓ { $question }

mods-title = { $count ->
    [one] Реестр ведёт { $count } человек
    [few] Реестр ведут { $count } человека
    [many] Реестр ведут { $count } человек
   *[other] Реестр ведут { $count } человека
}
mods-line = { $role ->
    [owner] { $name }, владелец (<code>{ $id }</code>)
   *[moderator] { $name } (<code>{ $id }</code>)
}
now-moderator = Теперь модератор: { $name } (<code>{ $id }</code>).
now-reader = Больше не модератор: { $name } (<code>{ $id }</code>).
already-moderator = { $name }: уже ведёт реестр.
already-reader = { $name }: не модератор.
promote-whom = Кого? Ответьте на сообщение человека или напишите /promote и его имя пользователя или числовой номер.
you-are-moderator = Теперь вы модератор. /add вносит заявление в реестр, /help показывает остальное.
you-are-reader = Вы больше не модератор.

name-done = ✅ Готово.
member-of = На стороне: { $side }
also-called = Другие названия: { $names }
unknown-kind = «{ $kind }» – не вид. Один из: { $kinds }

import-kind = «{ $name }» – не файл реестра: нужен JSONL или CSV.
import-too-big = Бот может получить не более { $limit } МБ. Воспользуйтесь командной строкой на сервере.
import-bad-file = { $reason }
importing = Вношу … { $percent }%
imported = <b>Внесено.</b> Добавлено: { $added }, изменено: { $changed }, без изменений: { $unchanged }, авторов и тем: { $names }, отклонено: { $refused }
exported = { $count ->
    [one] { $count } заявление.
    [few] { $count } заявления.
    [many] { $count } заявлений.
   *[other] { $count } заявления.
}

action-rule = определён статус
action-lift = снято решение о статусе
action-link = связано
action-source = добавлен источник
action-retract = отозвано
action-restore = возвращено
action-merge = объединено
action-undo = отменено изменение
action-alias = добавлено другое название
action-rename = переименовано
action-promote = назначено модератором
action-demote = снято с модераторов
