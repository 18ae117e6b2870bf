# Изображения: что на них написано и что сказано тем, кто их не видит.

tone-asks = требование или предложение
tone-agrees = обещание или согласие
tone-refuses = отказ или отрицание
tone-accuses = обвинение или предупреждение
tone-claims = утверждение
outcome-open = открыто или не проверено
outcome-met = принято, сдержано или подтверждено
outcome-partly = частично или выполняется
outcome-refused = отклонено, нарушено или оспорено
outcome-gone = отозвано
outcome-stands = в силе
picture-total = всего
no-topic = без темы
no-date = без даты
more-speakers = { $count ->
    [one] ещё { $count } автор
    [few] ещё { $count } автора
    [many] ещё { $count } авторов
   *[other] ещё { $count } автора
}
more-topics = { $count ->
    [one] ещё { $count } тема
    [few] ещё { $count } темы
    [many] ещё { $count } тем
   *[other] ещё { $count } темы
}
picture-earlier = { $count ->
    [one] { $count } более раннее заявление не показано
    [few] { $count } более ранних заявления не показано
    [many] { $count } более ранних заявлений не показано
   *[other] { $count } более раннего заявления не показано
}
picture-answers = в ответ на { $numbers }

command-chart = Картинка: кто какую позицию занимает
help-chart = /chart, /chart НАТО – картинка: кто какую позицию занимает
picture-of-record = Кто какую позицию занимает
picture-matrix = { $name }: кто какую позицию занимает
picture-timeline = { $name }: что было сказано
picture-counts = { $statements ->
    [one] { $statements } заявление
    [few] { $statements } заявления
    [many] { $statements } заявлений
   *[other] { $statements } заявления
}, { $speakers ->
    [one] { $speakers } автор
    [few] { $speakers } автора
    [many] { $speakers } авторов
   *[other] { $speakers } автора
}, последнее: { $day }.
picture-counts-undated = { $statements ->
    [one] { $statements } заявление
    [few] { $statements } заявления
    [many] { $statements } заявлений
   *[other] { $statements } заявления
}, { $speakers ->
    [one] { $speakers } автор
    [few] { $speakers } автора
    [many] { $speakers } авторов
   *[other] { $speakers } автора
}.
picture-of = { $name }: { $counts }
picture-latest-only = Учтены только последние заявления, число: { $count }.
button-picture-timeline = Как хронология
button-picture-matrix = Кто какую позицию занимает
