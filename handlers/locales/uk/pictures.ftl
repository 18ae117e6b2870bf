# Зображення: що на них написано і що сказано тим, хто їх не бачить.

tone-asks = вимагає чи пропонує
tone-agrees = обіцяє чи погоджується
tone-refuses = відкидає чи заперечує
tone-accuses = звинувачує чи попереджає
tone-claims = стверджує
outcome-open = відкрито чи не перевірено
outcome-met = прийнято, виконано чи підтверджено
outcome-partly = частково чи в процесі
outcome-refused = відхилено, порушено чи оскаржено
outcome-gone = відкликано
outcome-stands = чинне
picture-total = усього
no-topic = без теми
no-date = без дати
more-speakers = { $count ->
    [one] ще { $count } учасник
    [few] ще { $count } учасники
    [many] ще { $count } учасників
   *[other] ще { $count } учасника
}
more-topics = { $count ->
    [one] ще { $count } тема
    [few] ще { $count } теми
    [many] ще { $count } тем
   *[other] ще { $count } теми
}
picture-earlier = { $count ->
    [one] { $count } раніший запис не показано
    [few] { $count } раніші записи не показано
    [many] { $count } раніших записів не показано
   *[other] { $count } ранішого запису не показано
}
picture-answers = у відповідь на { $numbers }

command-chart = Зображення: хто на якій позиції
help-chart = /chart, /chart НАТО – зображення: хто на якій позиції
picture-of-record = Хто на якій позиції
picture-matrix = { $name }: хто на якій позиції
picture-timeline = { $name }: що було сказано
picture-counts = { $statements ->
    [one] { $statements } запис
    [few] { $statements } записи
    [many] { $statements } записів
   *[other] { $statements } запису
}, { $speakers ->
    [one] { $speakers } учасник
    [few] { $speakers } учасники
    [many] { $speakers } учасників
   *[other] { $speakers } учасника
}, найновіше: { $day }.
picture-counts-undated = { $statements ->
    [one] { $statements } запис
    [few] { $statements } записи
    [many] { $statements } записів
   *[other] { $statements } запису
}, { $speakers ->
    [one] { $speakers } учасник
    [few] { $speakers } учасники
    [many] { $speakers } учасників
   *[other] { $speakers } учасника
}.
picture-of = { $name }: { $counts }
picture-latest-only = Враховано лише останні { $count }.
button-picture-timeline = Як хронологія
button-picture-matrix = Хто на якій позиції
