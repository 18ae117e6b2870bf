# The fields of the record, as a statement's history names them.

changed-speaker = speaker
changed-act = act
changed-addressee = addressee
changed-text = words
changed-quote = quote
changed-topics = topics
changed-said_on = date
changed-due_on = due
changed-reported_by = as reported by
changed-responds_to = in response to
changed-source = source
changed-more_sources = more sources
changed-translations = translations
changed-status = status
changed-merged_into = merged into
changed-name = name
changed-aliases = other names
changed-kind = kind
changed-kind-person = person
changed-kind-state = state
changed-kind-organisation = organisation
changed-kind-group = group
changed-kind-anonymous = unnamed source
changed-role = role
changed-member_of = side
