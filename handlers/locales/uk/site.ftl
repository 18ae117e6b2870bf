# Опублікований сайт.

site-title = Відкритий реєстр заяв
site-about = Хто й коли чого вимагав, що відхиляв, обіцяв чи стверджував, з чиїх слів це відомо і який статус має заява сьогодні. Кожен рядок — заява, внесена з джерелом.
site-count = { $count ->
    [one] { $count } заява.
    [few] { $count } заяви.
    [many] { $count } заяв.
   *[other] { $count } заяви.
}
site-skip = Перейти до змісту
site-nav = Розділи реєстру
site-all = Усі заяви
site-topics = Теми
site-speakers = Автори
site-speaker = Автор
site-feed = Стрічка змін
site-made = Станом на { $day }
site-ask-bot = Запитати { $bot } у Telegram
site-search = Пошук у реєстрі
site-search-wait = Хвилинку …
site-search-none = У реєстрі немає заяв із такими словами.
site-search-some = Знайдено: { $count }
site-no-script = Для пошуку потрібен JavaScript; для переліків — ні.
site-latest = Останні заяви
site-as-picture = Як зображення
site-pages = Інші сторінки
site-newer = новіші
site-older = давніші
site-retracted = Запис анульовано:
site-merged = Цю заяву об’єднано з іншою:
site-stands = Який статус має заява
site-known = Що відомо
site-act = Вид заяви
site-to = Адресат
site-when = Дата заяви
site-due = Термін
site-reported-by = Зі слів
site-source = Джерело
site-changes = Зміни
site-cite = Як цитувати
site-revision = редакція { $revision }
site-in-telegram = Відкрити в Telegram
site-role = Посада
site-side = Сторона
site-members = Хто належить до сторони
site-aliases = Інші назви
site-said = Що було сказано
site-timeline = Що було сказано, від найновішого
