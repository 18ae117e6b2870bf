# Поля запису, як їх називає історія змін.

changed-speaker = автор
changed-act = вид заяви
changed-addressee = адресат
changed-text = зміст
changed-quote = цитата
changed-topics = теми
changed-said_on = дата
changed-due_on = термін
changed-reported_by = зі слів
changed-responds_to = у відповідь на
changed-source = джерело
changed-more_sources = інші джерела
changed-translations = переклади
changed-status = статус
changed-merged_into = об’єднано з
changed-name = ім’я
changed-aliases = інші назви
changed-kind = вид
changed-kind-person = особа
changed-kind-state = держава
changed-kind-organisation = організація
changed-kind-group = група
changed-kind-anonymous = неназване джерело
changed-role = посада
changed-member_of = сторона
