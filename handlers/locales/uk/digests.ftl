# Що бот каже про те, що надходить саме: дайджести, випуски, підписки, доставка.

command-digest = Дайджест для каналу, групи чи для вас
help-digest = /digest – дайджест для каналу, групи чи для себе, так часто, як бажаєте
command-digests = Ваші дайджести
help-digests = /digests – ваші дайджести: призупинити, змінити, надіслати зараз
command-follow = Дізнаватися про зміни
help-follow = /follow перемир’я – дізнаватися, коли є новини про автора, тему, заяву чи запитання
command-following = На що ви підписані
help-following = /following – на що ви підписані і як припинити
command-quiet = Години, коли вас не турбувати
help-quiet = /quiet 22:00-08:00 Київ – години, коли вас не турбувати
command-edition = Перевірити випуск дайджесту
help-edition = /edition 12 – що було у випуску дайджесту і коли його надіслано
command-deliveries = Що сталося з повідомленнями
help-deliveries = /deliveries – що надійшло, що ні і чому

city-time = { $moment } ({ $city })
digest-personal = Ваш дайджест
digest-in-private = Дайджест налаштовують у приватному чаті зі мною. Торкніться кнопки й оберіть, що і коли.
digest-ask-where =
    Куди надсилати дайджест?
    Для каналу чи групи: додайте мене туди (у каналі – адміністратором, який може публікувати), потім оберіть тут або напишіть <code>/digest @name</code>.
digest-offer = Ви додали мене до <b>{ $title }</b>. Публікувати там дайджест?
digest-of-another =  (налаштував інший адміністратор)
digest-already = Дайджест туди вже надходить:
digest-button-begin = Налаштувати дайджест
digest-button-another = Налаштувати ще один
digest-button-me = Для мене, тут
digest-button-channel = Додати мене до каналу …
digest-button-group = Додати мене до групи …
digest-button-what = Про що
digest-button-when = У які дні
digest-button-hours = О котрій
digest-button-zone = Часовий пояс
digest-button-language = Мова
digest-button-empty = Коли нового немає
digest-button-picture = Картинка
digest-button-hold = Спершу чернетка
digest-button-preview = Перегляд
digest-button-pause = Призупинити
digest-button-resume = Поновити
digest-button-now = Надіслати зараз
digest-button-last = Останні випуски
digest-button-delete = Видалити
digest-button-deleted = Так, видалити
digest-button-back = Назад
digest-button-on = Увімкнути
digest-button-everything = Про все
digest-button-topics = Теми …
digest-button-speakers = Автори …
digest-button-follows = На що я підписаний
digest-button-every-daily = Щодня
digest-button-every-workdays = Пн–Пт
digest-button-every-monthly = 1-го числа
digest-button-every-monthend = Останній день місяця
digest-button-every-cron = Інше …
digest-button-time = Інше …
digest-ask-what = Про що розповідати?
digest-ask-topics = Які теми?
digest-ask-speakers = Які автори?
digest-ask-when = У які дні?
digest-ask-hour = О котрій годині?
digest-ask-zone = Який із них?
digest-ask-language = Якою мовою надсилати випуски?
digest-type-zone = Напишіть місто, наприклад <i>Київ</i> або <i>Нью-Йорк</i>.
digest-type-time = Напишіть час, наприклад <i>09:30</i>.
digest-type-every-cron = Напишіть п’ять полів cron: хвилина, година, день місяця, місяць, день тижня. Наприклад <code>30 9 * * 1-5</code>.
digest-title = <b>{ $title }</b> · дайджест { $number }
digest-is-draft = Ще не ввімкнено. Перегляньте і ввімкніть.
digest-is-on = Увімкнено
digest-is-paused = Призупинено
digest-is-suspended = ⚠️ Зупинено: { $reason }. Відновиться саме, коли я знову матиму право публікувати.
digest-what = Про що: { $what }
digest-when = Коли: { $when }
digest-language = Мова випусків: { $name }
digest-with-picture = З картинкою: хто на якій позиції
edition-picture = Хто на якій позиції станом на { $day }
digest-when-empty-silent = Коли нового немає: тиша
digest-when-empty-says = Коли нового немає: так і скаже
digest-hold = Модератори бачать чернетку за { $minutes } хв. до випуску
digest-next = Наступний: { $due }
about-everything = про все
about-follows = на що ви підписані
when-daily = щодня о { $at } ({ $city })
when-weekly = { $days } о { $at } ({ $city })
when-monthly = { $day }-го числа щомісяця о { $at } ({ $city })
when-monthly-last = в останній день місяця о { $at } ({ $city })
when-cron = <code>{ $cron }</code> ({ $city })
preview-silent = Нового не було, тож сьогодні нічого не було б опубліковано.
preview-a-week = Останнім часом для нього записували { $count ->
    [one] { $count } заяву
    [few] { $count } заяви
    [many] { $count } заяв
   *[other] { $count } заяви
} на тиждень. Цей перегляд охоплює останні сім днів: { $pages ->
    [one] { $pages } повідомлення
    [few] { $pages } повідомлення
    [many] { $pages } повідомлень
   *[other] { $pages } повідомлення
}.
preview-next = Надійде:
    { $times }
digest-is-now-on = Увімкнено. Перший випуск: { $due }.
digest-comes-now = Надійде за мить.
digest-nothing-now = Від останнього випуску нічого нового, тож публікувати нема чого. Якщо дайджест призупинено, спершу поновіть його.
digest-is-gone = Цього дайджесту вже немає або він чужий. Ваші: /digests
digest-delete-sure = Видалити дайджест <b>{ $title }</b>? Надіслані випуски лишаться на місці.
digest-deleted = Дайджест <b>{ $title }</b> видалено.
digest-suspended = ⚠️ Я більше не можу публікувати в <b>{ $title }</b>: { $reason }. Дайджест зупинено, налаштування збережено. Коли право повернеться, один випуск охопить усе пропущене. /digests
digest-resumed = ✓ Я знову можу публікувати в <b>{ $title }</b>. Наступний випуск охопить усе пропущене. /digests
digests-title = <b>Ваші дайджести</b>
digests-none = У вас ще немає дайджесту. Налаштувати: /digest
digests-line-on = · <b>{ $title }</b> · { $number }: { $when }
digests-line-paused = · <b>{ $title }</b> · { $number }: призупинено ({ $when })
digests-line-suspended = · <b>{ $title }</b> · { $number }: ⚠️ зупинено ({ $when })
last-none = Випусків ще не було.
last-line = Випуск { $number }, { $due }: { $state }
place-unknown = Я не знаю цього чату. Спершу додайте мене туди, у каналі – адміністратором, який може публікувати; потім напишіть /digest @name.
place-not-admin = Дайджест для «{ $title }» можуть налаштовувати лише його адміністратори, а Telegram каже, що ви не з них.
place-may-not-post = Я не можу публікувати в «{ $title }». Зробіть мене там адміністратором із правом публікувати і спробуйте ще раз.
schedule-fields = Вираз cron має п’ять полів, як <code>30 9 * * 1-5</code>. А це: «{ $detail }».
schedule-field = Я не розумію цієї частини: { $detail }
schedule-often = Дайджест надходить не частіше ніж раз на годину: хвилина – це одне число, як у <code>30 9 * * *</code>.
schedule-never = Такий час ніколи не настане: «{ $detail }».
schedule-zone = Я не знаю часового поясу «{ $detail }». Напишіть назву великого міста поблизу.
schedule-time = «{ $detail }» – це не час. Напишіть як 09:30.

edition-title = 🗞 <b>{ $title }</b>
edition-since = Записано від { $since }
edition-late = ⏱ Із запізненням: мав вийти { $due }.
edition-nothing = Від останнього випуску нічого нового.
edition-note = ✍️ <i>{ $note }</i>
edition-page = { $page }/{ $pages }
edition-corrected = ✎ <b>Виправлено { $day }:</b>
edition-foot = Випуск { $number } · { $hash }
section-reversed = 🔄 Тепер каже протилежне
section-moved = ➡️ Змінився стан
section-new = 🆕 Нове
section-corrected = ✏️ Виправлено
section-overdue = ⏰ Щойно прострочено
section-long_overdue = ⏰ Досі прострочено
section-due_soon = 📅 Незабаром термін
section-unmoved = 🕰 Без руху 30 днів
section-open = 📌 Досі відкрите
contents-reversed = змінили думку: { $count }
contents-moved = змінили стан: { $count }
contents-new = нових: { $count }
contents-corrected = виправлено: { $count }
contents-overdue = щойно прострочено: { $count }
contents-long_overdue = досі прострочено: { $count }
contents-due_soon = незабаром термін: { $count }
contents-unmoved = без руху 30 днів: { $count }
contents-open = відкритих: { $count }
line-moved = { $before } → <b>{ $after }</b>
line-by = , через { $who }
line-corrected = Виправлено: { $reason }
line-earlier = Раніше (№{ $number }, { $day }): { $text }
edition-which = Який випуск? Номер стоїть у його кінці: /edition 12
edition-unknown = Немає випуску { $number }, який ви можете бачити.
edition-is = <b>Випуск { $number }</b>, { $title } · { $hash }
edition-due = Термін: { $due }
edition-covers = Охоплює зміни запису від { $first } до { $last }
edition-part = Повідомлення { $part }: { $state } { $when }
draft-held = 📝 <b>Чернетка { $number }</b> для { $title }. Вийде { $when }, якщо ви її не затримаєте чи не відкинете.
draft-kept = ✋ <b>Чернетку { $number }</b> для { $title } затримано, доки хтось її не випустить.
draft-note-hint = Щоб додати свій рядок: <code>/edition { $number } note: …</code>
draft-is-gone = Щодо чернетки { $number } вже вирішено: її надіслано або відкинуто.
draft-button-release = Надіслати зараз
draft-button-hold = Затримати
draft-button-unhold = Випустити вчасно
draft-button-drop = Відкинути
draft-done-release = Надіслано.
draft-done-keep = Затримано.
draft-done-unkeep = Вийде вчасно.
draft-done-drop = Відкинуто.
draft-done-without = Вилучено.
draft-done-raise = Піднято.

notice-title = 🔔 <b>Новини про те, на що ви підписані</b>
notice-why = Ви отримали це, бо підписані на: { $what }. /following
button-unfollow = ✕ Припинити: { $what }
button-follow-now = Одразу
button-follow-digest = У моєму дайджесті
follow-what = За ким чи за чим стежити? Наприклад: /follow перемир’я, /follow Україна, /follow 12 або запитання своїми словами.
follow-offer-what = <b>Стежити: { $what }?</b>
follow-offer = Останнім часом це { $count ->
    [one] { $count } заява
    [few] { $count } заяви
    [many] { $count } заяв
   *[other] { $count } заяви
} на тиждень. Останні:
follow-offer-nothing = У записі ще нічого такого немає. Скажу, коли з’явиться.
follow-offer-statement = Скажу, коли зміниться її стан, коли її виправлять або відкличуть.
follow-is-now = Ви підписані: { $what }. Скажу одразу. /following
follow-is-digest = Ви підписані: { $what }. Надійде з вашим дайджестом. /following
follow-needs-digest = У вас ще немає дайджесту того, на що ви підписані.
follow-too-many = Ви вже маєте { $most } підписок, або ця пропозиція застаріла. Показати: /following
follow-is-gone = Ви на це вже не підписані.
unfollowed = Ви більше не підписані: { $what }.
following-title = <b>На що ви підписані</b>
following-nothing = Ви ще ні на що не підписані. Наприклад: /follow перемир’я
following-now = · { $what }: одразу
following-digest = · { $what }: у вашому дайджесті
quiet-is = Тихі години: { $hours }. Що станеться за цей час, надійде потім.
quiet-is-not = Тихих годин немає. Встановити: /quiet 22:00-08:00 Київ
quiet-how = Напишіть як /quiet 22:00-08:00 Київ або /quiet ні.

outbox-planned = чекає
outbox-sending = надсилається
outbox-sent = надіслано
outbox-unknown = невідомо, чи надійшло
outbox-failed = Telegram відмовив
outbox-suspended = зупинено
outbox-dropped = відкинуто
outbox-silent = нічого сказати
outbox-held = чернетка
outbox-kept = затримано
outbox-released = випущено
delivery-line = { $number }. { $chat }: { $state }. { $reason }
deliveries-none = Само ще нічого не надсилалося.
button-send-again = Надіслати { $number } ще раз
sent-again = Буде надіслано ще раз.
