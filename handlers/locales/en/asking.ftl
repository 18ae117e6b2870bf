# What the bot says to everyone who asks.

hello =
    I keep a public record of statements: who demanded, rejected, promised or claimed what, when, and where it stands today.
    Ask me in your own words. I answer only from the record, with the source, and say so when there is nothing.
hello-for-example = For example:
hello-group = I answer from a public record of statements: <code>/ask who demanded a ceasefire</code>, or name me (@{ $bot }) in your question.
hello-digest = A digest of what is new, for this group: <a href="{ $link }">set it up</a>
record-is-empty = Nothing is on record yet.
record-is-empty-reader = Nothing is on record yet. Come back soon.
record-is-empty-moderator =
    Nothing is on record yet. Three ways to begin:
    · /add asks step by step
    · <code>/add Russia | demand | Ukraine must disarm | to: Ukraine | on: 2025-05-16</code>
    · /import with a .csv or .jsonl file; a forwarded message answered with /add becomes a statement, too
record-is-empty-owner = { record-is-empty-moderator }
example-who = Who demanded something about { $name }?
example-what = What did { $name } say?
example-topic = { $name }

help-intro =
    Ask in your own words, for example <i>who demanded a ceasefire</i>. Typos are fine; English, Ukrainian and Russian work.
    From any chat: <code>@{ $bot } ceasefire</code>. A number like /s12 opens the card of a statement.
help-for-reader = <b>Asking</b>
help-for-moderator = <b>Keeping the record</b>
help-for-owner = <b>Owners</b>
command-ask = Ask the record
help-ask = /ask who demanded a ceasefire
command-open = Demands and promises still open
help-open = /open, /open sanctions – what is still open, oldest first
command-timeline = Who said what when
help-timeline = /timeline Ukraine – everything of a speaker or about a topic, in order
command-compare = Two speakers side by side
help-compare = /compare Russia, Ukraine, ceasefire – two speakers side by side
command-topics = What the record is about
help-topics = /topics – what the record is about
command-speakers = Who is on record
help-speakers = /speakers – who is on record
command-language = English, Ukrainian or Russian
help-language = /language – English, Ukrainian or Russian
command-privacy = What is stored about you
help-privacy = /privacy – what is stored about you
command-forgetme = Delete what is stored about you
help-forgetme = /forgetme – delete it
command-help = What I can do
help-help = /help – this list
command-start = Begin

which-language = Which language shall I speak here?
language-is = I speak English here. Statements stay in the language they were recorded in.
forget-me = This deletes everything I store about you: your language and your last questions. It cannot be undone.
button-forget = Delete it
forgotten = Done. Nothing about you is stored any more. If you write again, I will remember your chat and language again.

no-such-command = There is no command { $command }. /help lists what there is, or ask in your own words.
button-is-old = This button is out of date. Please ask again.
no-such-number = There is no statement number “{ $number }”. Numbers look like /s12.
still-looking = <i>Still looking …</i>
our-mistake = Something went wrong on our side. Nothing was changed. Please try again in a moment.
not-allowed-moderator = Only moderators may do this. If you want to offer a statement, ask the people who run this bot.
not-allowed-owner = Only the owners of this bot may do this.
not-allowed-hidden = I cannot see who you are when you write as the group or as a channel. Write as yourself, or in a private chat with me.
only-in-private = Please do this in a private chat with me.
timeline-of-what = Of whom, or about what? For example: /timeline Ukraine
compare-whom = Name two speakers, and a topic if you like. For example: /compare Russia, Ukraine, ceasefire
which-one = “{ $name }” may be one of these: { $names }. Which one do you mean?
nobody-called = Nobody on record is called “{ $name }”. Nearest: { $names }
no-topic-called = No topic on record is called “{ $name }”. Nearest: { $names }
nothing-here = Nothing on record here.
slower = That was a lot at once. Please wait a minute, then I will answer again.
too-long = That is longer than a question: { $length } characters. Please ask in at most { $limit }.

did-demand = demanded
    .to = demanded of { $to }
did-appeal = appealed
    .to = appealed to { $to }
did-propose = proposed
    .to = proposed to { $to }
did-promise = promised
    .to = promised { $to }
did-agree = agreed
    .to = agreed with { $to }
did-reject = rejected
    .to = said no to { $to }
did-accuse = accused
    .to = accused { $to }
did-warn = warned
    .to = warned { $to }
did-claim = claimed
    .to = claimed to { $to }
did-deny = denied
    .to = denied to { $to }
act-demand = demand
act-appeal = appeal
act-propose = proposal
act-promise = promise
act-agree = agreement
act-reject = rejection
act-accuse = accusation
act-warn = warning
act-claim = claim
act-deny = denial
status-open = open
status-partly_accepted = partly accepted
status-accepted = accepted
status-rejected = rejected
status-fulfilled = fulfilled
status-withdrawn = withdrawn
status-superseded = superseded
status-in_progress = in progress
status-kept = kept
status-partly_kept = partly kept
status-broken = broken
status-unverified = unverified
status-confirmed = confirmed
status-disputed = disputed
status-refuted = refuted
status-stands = stands

counts-for = {" "}(counts for { $side })
stands-at = Status: <b>{ $status }</b>
retracted = ⚠️ <b>Retracted:</b> { $reason }
answer-corrected = ✎ <i>Corrected on { $day }: the record has changed since this was asked.</i>
answer-retracted = ⚠️ /s{ $number } was <b>retracted</b>: { $reason }
corrected-on = corrected on { $day }
reported-by = As reported by { $reporter }, not said in public by the speaker
source = Source: { $source }
step-by-response = by { $who }, /s{ $number }
step-by-ruling = ruled by { $who }: { $reason }
days-old = { $days ->
    [one] Open for { $days } day
   *[other] Open for { $days } days
}
under-a-month-old = Open for less than a month
months-old = { $months ->
    [one] Open for about { $months } month
   *[other] Open for about { $months } months
}
card-title = <b>Statement { $number }</b>
card-responds-to = In response to
card-responses = Responses
merged-here = Statement { $number } was merged into this one.
topics-are = Topics: { $topics }
speaker-is = { $name }: { $role }
due-on = Due: { $day }
recorded-on = On record since { $day }, revision { $revision }
permalink = { $link }
and-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}
responses-to = Responses to /s{ $number }
no-responses = No response is on record.
history-of = Changes of /s{ $number }
change-line = { $day }, { $who }: { $action }
action-add = added
action-edit = edited
action-import = imported
field-changed = { $field }: <s>{ $old }</s> → { $new }
button-responses = Responses
button-history = Changes
button-timeline = Timeline
button-copy-quote = Copy quote
button-copy-link = Copy link

open-title = { $named ->
    [no] Still open: { $count }
   *[other] Still open on { $topic }: { $count }
}
timeline-title = { $name }: { $count ->
    [one] { $count } statement
   *[other] { $count } statements
}
topics-title = { $count ->
    [one] { $count } topic
   *[other] { $count } topics
}
speakers-title = { $count ->
    [one] { $count } speaker on record
   *[other] { $count } speakers on record
}

# The answer to a question.
ask-what = Ask me something, for example: /ask who demanded a ceasefire
small-talk = Hello! Ask me who demanded, rejected, promised or claimed something, in your own words. /help shows more.
you-asked = <i>{ $question }</i>
nothing-on-record = Nothing on record answers that.
nothing-from = Nothing on record answers that: “{ $name }” is not on record.
which-one-of = Several on record are called “{ $name }”. Whom do you mean?
related = <i>Related on record, perhaps not what you asked:</i>
nearest = The nearest on record, which is <b>not</b> an answer:
noted-unanswered = The moderators will see the question, without your name.
noted-as-unanswered = Thank you. The moderators will see the question, without your name.
yes-on-record = Yes, on record.
no-otherwise = No. The record says otherwise:
responses-found = { $count ->
    [one] One statement on record about this response.
   *[other] { $count } statements on record about this response.
}
speakers-found = { $count ->
    [one] One speaker is on record with this.
   *[other] { $count } speakers are on record with this.
}
many-found = At least { $count } statements on record.
statements-found = { $count ->
    [one] One statement on record.
   *[other] { $count } statements on record.
}
stands-now = { $known ->
    [no] It stands: { $status } (/s{ $number })
   *[other] It stands: { $status }, by { $by } (/s{ $number })
}
stood-at = { $known ->
    [no] On { $day } it stood: { $status } (/s{ $number })
   *[other] On { $day } it stood: { $status }, by { $by } (/s{ $number })
}
not-yet-said = On { $day } it had not been said yet (/s{ $number }).
understood-speaker = by { $names }
understood-to = to { $names }
understood-act = { $acts }
understood-since = since { $first }
understood-until = until { $last }
understood-on = on { $first }
understood-between = { $first } – { $last }
button-more = { $first }–{ $last } of { $total } ›
button-follow = Follow
button-wrong = Not what I asked
button-open-card = Open the card
inline-ask-me = Ask me in private
inline-nothing = Nothing on record. Ask in private

# What is stored about people: one line a table of the schema.
command-mydata = A file of what is stored about you
help-mydata = /mydata – a file of all that is stored about you
privacy = <b>What is stored about you</b>
privacy-kept =
    If you moderate, your name stands beside each change you make: the log is part of the public record. Questions that found no answer are kept without your name.
    /mydata sends you all of it, /forgetme deletes it at once.
my-data = { $count ->
    [0] Nothing is stored about you but this moment.
    [one] All that is stored about you: one kind of thing.
   *[other] All that is stored about you: { $count } kinds of things.
}
stored-chats = · that you have used this bot: your Telegram id, name and username, the language you chose
stored-pages = · your last questions, for the buttons under my answers, at most 30 days
stored-posts = · which of my messages to you show which statement, so that a correction can reach them
stored-drafts = · statements that you began to add
stored-orders = · commands of yours that wait for an answer
stored-keyboards = · where my buttons are that wait for you, at most 30 days
stored-suggestions = · statements that you offered
stored-follows = · what you follow
stored-quiet_hours = · when you do not want to be disturbed
stored-digests = · your digests
stored-editions = · what your digests said
stored-outbox = · messages that are on their way to you, and whether they arrived
stored-paces = · when I last wrote to you, to keep Telegram’s limits
