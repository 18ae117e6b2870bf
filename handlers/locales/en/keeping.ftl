# What the bot says to those who keep the record, and to those who offer something for it.

command-add = Put a statement on record
help-add = /add – step by step; or /add Russia | demand | Ukraine must disarm | to: Ukraine | on: 2025-05-16; or as a reply to a forwarded message
command-suggest = Offer a statement to the moderators
help-suggest = /suggest – offer a statement to the moderators; in a group as a reply to the message that says it
command-cancel = Give up what you are writing
help-cancel = /cancel – give up what you are writing
command-edit = Correct a statement
help-edit = /edit 12 text: New words. | on: 2025-05-16
command-status = Say where a statement stands
help-status = /status 12 kept because the treaty was signed source: title, https://…
command-link = Link a response to what it answers
help-link = /link 12 responds 7
command-merge = Make two statements one
help-merge = /merge 12 into 7
command-source = Add a source to a statement
help-source = /source 12 title, https://…
command-retract = Take a statement off the record
help-retract = /retract 12 because it was a hoax
command-restore = Put a retracted statement back
help-restore = /restore 12
command-undo = Take back your last change
help-undo = /undo – take back your own last change
command-history = Every change of a statement
help-history = /history 12
command-queue = Suggestions to decide on
help-queue = /queue – suggestions to decide on
command-unanswered = Questions nothing answered
help-unanswered = /unanswered – questions nothing on record answered
command-actor = Speakers and their names
help-actor = /actor rename Kiev to Kyiv – also add, alias, merge, member, kind, role
command-topic = Topics and their names
help-topic = /topic alias ceasefire: truce – also add, rename, merge
command-import = Record a file
help-import = /import – with a .jsonl or .csv file
command-export = The record as a file
help-export = /export, /export CSV, /export JSON-LD
command-mods = Who keeps the record
help-mods = /mods – who keeps the record
command-promote = Make somebody a moderator
help-promote = /promote @name – or an id, or as a reply to a message of theirs
command-demote = Make a moderator a reader
help-demote = /demote @name

done-already = This was done already.
changed-since = { $who } changed it since, so it was left as it is. /history shows the changes.
who-is-that = I do not know anybody called “{ $name }”. Let them write to me first, reply to a message of theirs, or give their numeric id.
lives-on = This statement was merged: it lives on as /s{ $number }.
pointless-self = That is one and the same.
pointless-circle = That would make a circle.
pointless-retracted = It is retracted already.
pointless-restored = It is not retracted.
pointless-unruled = There is no ruling to take back: the status follows the responses.
no-such-status = A statement like this can be: { $allowed }.
unknown-status = “{ $status }” is no status. Write for example: /status 12 kept because …
status-why = Say why: /status 12 { $status } because …
bad-column = { $column }: { $reason }
bad-source = Did you mean { $url }? Write the address with its https://
nothing-to-undo = You have no change left to take back.
too-much-to-undo = Your last change was of more than { $most } statements at once; that is too much for one /undo.
not-your-last-change = That is no longer your last change. /undo takes back the last one.
no-such-name = “{ $name }” is not on record.
name-taken = The name belongs to “{ $name }” already.
still-used = “{ $name }” is used by statements, so it stays on record.
old-order = This was decided already.
old-draft = This button belongs to an earlier question.
not-yours = This waits for somebody else’s decision.
suggest-in-private = Step by step works in a private chat with me. Here reply with /suggest to the message that says it, or write /suggest Russia | demand | Ukraine must disarm
draft-saved = Saved already as /s{ $number }.
draft-dropped = This draft was dropped.
decided-already = { $who } decided on it first.
suggestions-blocked = Your suggestions are no longer taken.
too-many-suggestions = That is enough for today. The next one is taken { $again } (UTC).

usage-edit = Which statement, and what? For example: /edit 12 text: New words. | on: 2025-05-16 – or a translation: /edit 12 uk: Нові слова.
usage-status = Which statement, and where does it stand? For example: /status 12 kept because the treaty was signed source: title, https://…
usage-link = For example: /link 12 responds 7
usage-merge = For example: /merge 12 into 7
usage-source = For example: /source 12 title, https://…
usage-retract = Which statement, and why? For example: /retract 12 because it was a hoax
usage-restore = Which statement? For example: /restore 12
usage-actor =
    <code>/actor add Hungary | state</code>
    <code>/actor alias Hungary: Budapest; Magyarország</code>
    <code>/actor rename Kiev to Kyiv</code>
    <code>/actor merge Kiev into Kyiv</code>
    <code>/actor member Viktor Orbán of Hungary</code>
    <code>/actor kind Hungary: state</code>
    <code>/actor role Viktor Orbán: Prime Minister</code>
usage-topic =
    <code>/topic add grain</code>
    <code>/topic alias ceasefire: truce; cease-fire</code>
    <code>/topic rename truce to ceasefire</code>
    <code>/topic merge truce into ceasefire</code>
usage-import = Send a .jsonl or .csv file with the words /import, or reply to one with /import.
usage-export = /export, /export CSV or /export JSON-LD

line-edit-what = What is to be changed? Write a part and its new value, for example text: New words.
line-twice = “{ $key }” stands there twice.
line-empty = There is nothing behind “{ $key }”.
line-too-long = That has { $length } characters; at most { $limit } fit.
line-unknown-act = “{ $act }” is no act. One of: demand, appeal, propose, promise, agree, reject, accuse, warn, claim, deny.
line-bad-date = I cannot tell which day “{ $date }” is. Write 2025, 2025-05, 2025-05-16, 16.05.2025, today or yesterday.
line-bad-source = “{ $url }” lacks its https://
line-bad-number = “{ $number }” is no number of a statement. Numbers look like 12 or /s12.
line-needs-speaker = Who said it? A line begins with the speaker, the act and the words.
line-needs-act = What did the speaker do by saying it? A line begins with the speaker, the act and the words.
line-needs-text = What was said? A line begins with the speaker, the act and the words.
line-unknown-key = I do not know “{ $key }:”. Known: to, on, topic, quote, by, source, responds, due, and en, uk, ru for a translation.
line-needs-key = What is “{ $part }”? Put to:, on:, topic:, quote:, by:, source: or responds: before it.
line-better =
    Did you mean this? Tap to copy:
    <code>{ $line }</code>
button-copy-line = Copy the line

ask-source = Where can the ruling on /s{ $number } be checked? Send a title and a link.
ask-source-again = Send a title, a link, or both, for example: Peace treaty, https://…
button-no-source = There is no source
button-leave = Leave it
order-left = Left as it is.
undone = { $count ->
    [one] Taken back ({ $count } entry).
   *[other] Taken back ({ $count } entries).
}
undone-reason = entered by mistake
nothing-to-change = That is so already; nothing was changed.
changed-meanwhile = <b>/s{ $number } has changed since you saw it.</b> Nothing of yours was saved yet:
button-undo = Undo
button-anyway = Save mine anyway

form-empty = Type an answer, or tap Skip.
form-empty-speaker = Type the speaker’s name.
form-empty-act = Tap one of the acts.
form-empty-text = Type what was said, as one neutral sentence.
form-speaker = <b>Who said it?</b> Tap, or type a name.
form-act = <b>What did they do by saying it?</b>
form-text = <b>What was said?</b> One neutral sentence in the third person.
form-quote = <b>The exact words</b>, if you have them.
form-addressee = <b>To whom?</b> Tap one, or type several separated by a semicolon.
form-topics = <b>About what?</b> Tap one, or type several separated by a semicolon.
form-said_on = <b>When was it said?</b> Tap, or type 2025, 2025-05 or 2025-05-16.
form-source = <b>Where can it be checked?</b> Send a title and a link.
form-reported_by = <b>Who passed it on?</b> Type a name.
form-responds_to = <b>Which statement does it respond to?</b> Type its number.
form-due_on = <b>By when is it due?</b> Type 2025, 2025-05 or 2025-05-16.
preview-add = { $left ->
    [0] <b>Preview</b>, as subscribers will see it:
   *[other] <b>Preview</b>, as subscribers will see it ({ $left } more after this one):
}
preview-edit = <b>Preview of /s{ $number }</b>, as subscribers will see it:
preview-suggest = <b>Preview</b> of what you offer to the moderators:
preview-responds = In response to { $numbers }
edit-which = Which part?
draft-open = You have a statement half written. Continue where you were? (To ask a question now, use /ask.)
did-you-mean = “{ $name }” is not on record. Did you mean: { $names }?
new-name = New on record: { $name }
near-same = ⚠️ <b>Nearly the same is on record.</b> Different: { $columns }
near-opposed = ↔️ <b>The opposite is on record.</b> Different: { $columns }
near-other = <b>Somebody else is on record with this.</b> Different: { $columns }
column-speaker = speaker
column-act = act
column-text = words
column-quote = quote
column-addressee = addressee
column-topics = topics
column-said_on = date
column-source = source
column-reported_by = passed on by
column-responds_to = in response to
column-due_on = due
kind-person = person
kind-state = state
kind-organisation = organisation
kind-group = group
kind-anonymous = unnamed source
button-back = ‹ Back
button-skip = Skip
button-cancel = Cancel
button-continue = Continue
button-drop = Drop it
button-drop-all = Drop all that follow
button-new-name = New: { $name } ({ $kind })
button-responds = It responds to { $number }
button-add-source = Same: add my source to { $number }
button-offer = Send to the moderators
button-save = Save
button-save-new = Save as new
button-edit = Edit
button-today = Today
button-yesterday = Yesterday
no-draft = There is nothing half written. Begin with /add
decide-names = Tap first who is meant by the name that is not on record.
source-missing = Your draft has no source to add. Tap Edit, then source.
finished-add = ✅ On record as /s{ $number }
finished-edit = ✅ Corrected: /s{ $number }
finished-source = ✅ Your source is kept with /s{ $number }
finished-suggest = ✅ Thank you. The moderators will look at it, and you will be told.
finished-dropped = Dropped. Nothing was saved.
finished-late = { $who } decided on it first. Your draft is closed; nothing more was saved.
add-in-private = Step by step works in a private chat with me. In a group write it in one line: /add Russia | demand | Ukraine must disarm
no-proposals = I found nothing in it that somebody on record is said to have said. Use /add to enter a statement yourself.
article-kind = I read articles as .txt or .html, and records as .jsonl or .csv.
article-too-big = That file is too long for an article: at most { $limit } KB.
source-words = This source has the words as “{ $quote }”
source-day = This source dates it { $day }
disputed-wording = ⚠️ Sources disagree on the words or the date

queue-empty = Nothing waits for a decision.
suggested-by = { $count ->
    [one] <b>{ $who }</b> suggested on { $day } ({ $count } waits):
   *[other] <b>{ $who }</b> suggested on { $day } ({ $count } wait):
}
suggested-words = { $words }
button-approve = Approve
button-refuse = Refuse
button-next = Next ›
button-block = Refuse and block the author
suggestion-approved = Your suggestion is on record as /s{ $number }. Thank you. { $reason }
    <blockquote>{ $text }</blockquote>
suggestion-refused = The moderators decided not to record your suggestion. { $number }{ $reason }
    <blockquote>{ $text }</blockquote>
no-unanswered = No question is unanswered.
unanswered-title = Nothing on record answered
unanswered-line = { $count ->
    [one] · { $question } (asked { $count } time)
   *[other] · { $question } (asked { $count } times)
}
button-done = ✓ { $question }

mods-title = { $count ->
    [one] { $count } person keeps the record
   *[other] { $count } people keep the record
}
mods-line = { $role ->
    [owner] { $name }, owner (<code>{ $id }</code>)
   *[moderator] { $name } (<code>{ $id }</code>)
}
now-moderator = { $name } (<code>{ $id }</code>) is a moderator now.
now-reader = { $name } (<code>{ $id }</code>) is no moderator any more.
already-moderator = { $name } may keep the record already.
already-reader = { $name } is no moderator.
promote-whom = Whom? Reply to a message of theirs, or write /promote @name or a numeric id.
you-are-moderator = You are a moderator now. /add puts a statement on record, /help shows the rest.
you-are-reader = You are no longer a moderator.

name-done = ✅ Done.
member-of = Counts for { $side }
also-called = Also called: { $names }
unknown-kind = “{ $kind }” is no kind. One of: { $kinds }

import-kind = “{ $name }” is no record file: it should end in .jsonl or .csv.
import-too-big = A bot may fetch at most { $limit } MB. Use the command line on the server.
import-bad-file = { $reason }
importing = Importing … { $percent }%
imported = <b>Imported.</b> Added: { $added }, changed: { $changed }, unchanged: { $unchanged }, speakers and topics: { $names }, refused: { $refused }
exported = { $count ->
    [one] { $count } statement.
   *[other] { $count } statements.
}

action-rule = ruled on the status
action-lift = took the ruling back
action-link = linked
action-source = added a source
action-retract = retracted
action-restore = restored
action-merge = merged
action-undo = took a change back
action-alias = gave another name
action-rename = renamed
action-promote = made a moderator
action-demote = made a reader
