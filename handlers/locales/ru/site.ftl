# Опубликованный сайт.

site-title = Открытый реестр заявлений
site-about = Кто и когда чего требовал, что отвергал, обещал или утверждал, с чьих слов это известно и какой статус у заявления сегодня. Каждая строка — заявление, внесённое с источником.
site-count = { $count ->
    [one] { $count } заявление.
    [few] { $count } заявления.
    [many] { $count } заявлений.
   *[other] { $count } заявления.
}
site-skip = Перейти к содержанию
site-nav = Разделы реестра
site-all = Все заявления
site-topics = Темы
site-speakers = Авторы
site-speaker = Автор
site-feed = Лента изменений
site-made = По состоянию на { $day }.
site-ask-bot = Спросить { $bot } в Telegram
site-search = Поиск по реестру
site-search-wait = Минутку …
site-search-none = В реестре нет заявлений с такими словами.
site-search-some = Найдено: { $count }
site-no-script = Для поиска нужен JavaScript; для списков — нет.
site-latest = Последние заявления
site-as-picture = Как картинка
site-pages = Другие страницы
site-newer = новее
site-older = старше
site-retracted = Запись аннулирована:
site-merged = Это заявление объединено с другим:
site-stands = Какой статус у заявления
site-known = Что известно
site-act = Вид заявления
site-to = Адресат
site-when = Дата заявления
site-due = Срок
site-reported-by = Со слов
site-source = Источник
site-changes = Изменения
site-cite = Как цитировать
site-revision = редакция { $revision }
site-in-telegram = Открыть в Telegram
site-role = Должность
site-side = Сторона
site-members = Кто относится к стороне
site-aliases = Другие названия
site-said = Что было сказано
site-timeline = Что было сказано, от самого нового
