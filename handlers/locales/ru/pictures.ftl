# Изображения: что на них написано и что сказано тем, кто их не видит.

tone-asks = требует или предлагает
tone-agrees = обещает или соглашается
tone-refuses = отвергает или отрицает
tone-accuses = обвиняет или предупреждает
tone-claims = утверждает
outcome-open = открыто или не проверено
outcome-met = принято, выполнено или подтверждено
outcome-partly = частично или в процессе
outcome-refused = отклонено, нарушено или оспорено
outcome-gone = отозвано
outcome-stands = в силе
picture-total = всего
no-topic = без темы
no-date = без даты
more-speakers = { $count ->
    [one] ещё { $count } участник
    [few] ещё { $count } участника
    [many] ещё { $count } участников
   *[other] ещё { $count } участника
}
more-topics = { $count ->
    [one] ещё { $count } тема
    [few] ещё { $count } темы
    [many] ещё { $count } тем
   *[other] ещё { $count } темы
}
picture-earlier = { $count ->
    [one] { $count } более ранняя запись не показана
    [few] { $count } более ранние записи не показаны
    [many] { $count } более ранних записей не показано
   *[other] { $count } более ранней записи не показано
}
picture-answers = в ответ на { $numbers }

command-chart = Картинка: кто на какой позиции
help-chart = /chart, /chart НАТО – картинка: кто на какой позиции
picture-of-record = Кто на какой позиции
picture-matrix = { $name }: кто на какой позиции
picture-timeline = { $name }: что было сказано
picture-counts = { $statements ->
    [one] { $statements } запись
    [few] { $statements } записи
    [many] { $statements } записей
   *[other] { $statements } записи
}, { $speakers ->
    [one] { $speakers } участник
    [few] { $speakers } участника
    [many] { $speakers } участников
   *[other] { $speakers } участника
}, последнее: { $day }.
picture-counts-undated = { $statements ->
    [one] { $statements } запись
    [few] { $statements } записи
    [many] { $statements } записей
   *[other] { $statements } записи
}, { $speakers ->
    [one] { $speakers } участник
    [few] { $speakers } участника
    [many] { $speakers } участников
   *[other] { $speakers } участника
}.
picture-of = { $name }: { $counts }
picture-latest-only = Учтены только последние { $count }.
button-picture-timeline = Как хронология
button-picture-matrix = Кто на какой позиции
