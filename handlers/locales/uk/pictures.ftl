# Зображення: що на них написано і що сказано тим, хто їх не бачить.

tone-asks = вимога чи пропозиція
tone-agrees = обіцянка чи згода
tone-refuses = відмова чи заперечення
tone-accuses = звинувачення чи попередження
tone-claims = твердження
outcome-open = відкрито чи не перевірено
outcome-met = прийнято, дотримано чи підтверджено
outcome-partly = частково або виконується
outcome-refused = відхилено, порушено чи оспорено
outcome-gone = відкликано
outcome-stands = у силі
picture-total = усього
no-topic = без теми
no-date = без дати
more-speakers = { $count ->
    [one] ще { $count } автор
    [few] ще { $count } автори
    [many] ще { $count } авторів
   *[other] ще { $count } автора
}
more-topics = { $count ->
    [one] ще { $count } тема
    [few] ще { $count } теми
    [many] ще { $count } тем
   *[other] ще { $count } теми
}
picture-earlier = { $count ->
    [one] { $count } давнішу заяву не показано
    [few] { $count } давніші заяви не показано
    [many] { $count } давніших заяв не показано
   *[other] { $count } давнішої заяви не показано
}
picture-answers = у відповідь на { $numbers }

command-chart = Зображення: хто яку позицію займає
help-chart = /chart, /chart НАТО – зображення: хто яку позицію займає
picture-of-record = Хто яку позицію займає
picture-matrix = { $name }: хто яку позицію займає
picture-timeline = { $name }: що було сказано
picture-counts = { $statements ->
    [one] { $statements } заява
    [few] { $statements } заяви
    [many] { $statements } заяв
   *[other] { $statements } заяви
}, { $speakers ->
    [one] { $speakers } автор
    [few] { $speakers } автори
    [many] { $speakers } авторів
   *[other] { $speakers } автора
}, остання: { $day }
picture-counts-undated = { $statements ->
    [one] { $statements } заява
    [few] { $statements } заяви
    [many] { $statements } заяв
   *[other] { $statements } заяви
}, { $speakers ->
    [one] { $speakers } автор
    [few] { $speakers } автори
    [many] { $speakers } авторів
   *[other] { $speakers } автора
}.
picture-of = { $name }: { $counts }
picture-latest-only = Враховано лише останні заяви, кількість: { $count }.
button-picture-timeline = Як хронологія
button-picture-matrix = Хто яку позицію займає
