# Поля записи, как их называет история изменений.

changed-speaker = автор
changed-act = вид заявления
changed-addressee = адресат
changed-text = содержание
changed-quote = цитата
changed-topics = темы
changed-said_on = дата
changed-due_on = срок
changed-reported_by = со слов
changed-responds_to = в ответ на
changed-source = источник
changed-more_sources = другие источники
changed-translations = переводы
changed-status = статус
changed-merged_into = объединено с
changed-name = имя
changed-aliases = другие названия
changed-kind = вид
changed-kind-person = лицо
changed-kind-state = государство
changed-kind-organisation = организация
changed-kind-group = группа
changed-kind-anonymous = неназванный источник
changed-role = должность
changed-member_of = сторона
