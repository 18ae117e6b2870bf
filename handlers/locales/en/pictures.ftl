# Pictures: what stands in them, and what is said of them to those who cannot see them.

tone-asks = asks
tone-agrees = promises or agrees
tone-refuses = rejects or denies
tone-accuses = accuses or warns
tone-claims = claims
outcome-open = open or unverified
outcome-met = accepted, kept or confirmed
outcome-partly = partly, or in progress
outcome-refused = rejected, broken or disputed
outcome-gone = withdrawn
outcome-stands = stands
picture-total = all
no-topic = no topic
no-date = no date
more-speakers = { $count ->
    [one] { $count } more speaker
   *[other] { $count } more speakers
}
more-topics = { $count ->
    [one] { $count } more topic
   *[other] { $count } more topics
}
picture-earlier = { $count ->
    [one] { $count } earlier statement is not shown
   *[other] { $count } earlier statements are not shown
}
picture-answers = answers { $numbers }

command-chart = A picture: who stands where
help-chart = /chart, /chart ceasefire – a picture of who stands where
picture-of-record = Who stands where
picture-matrix = { $name }: who stands where
picture-timeline = { $name }: what was said
picture-counts = { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
} by { $speakers ->
    [one] { $speakers } speaker
   *[other] { $speakers } speakers
}, latest { $day }.
picture-counts-undated = { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
} by { $speakers ->
    [one] { $speakers } speaker
   *[other] { $speakers } speakers
}.
picture-of = { $name }: { $counts }
picture-latest-only = Only the latest { $count } are counted.
button-picture-timeline = As a timeline
button-picture-matrix = Who stands where
