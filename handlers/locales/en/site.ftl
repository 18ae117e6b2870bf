# The published web site.

site-title = The public record of statements
site-about = Who demanded, rejected, promised or claimed what, when, according to whom, and where it stands today. Every line is a statement somebody entered with its source.
site-count = { $count ->
    [one] { $count } statement.
   *[other] { $count } statements.
}
site-skip = Skip to the content
site-nav = Parts of the record
site-all = All statements
site-topics = Topics
site-speakers = Speakers
site-speaker = Speaker
site-feed = Feed of changes
site-made = As of { $day }.
site-ask-bot = Ask { $bot } in Telegram
site-search = Search the record
site-search-wait = One moment …
site-search-none = Nothing on record has these words.
site-search-some = Found: { $count }
site-no-script = The search needs JavaScript; the lists do not.
site-latest = Latest statements
site-as-picture = As a picture
site-pages = More pages
site-newer = newer
site-older = older
site-retracted = Retracted:
site-merged = This statement lives on under another number:
site-stands = Where it stands
site-known = What is known
site-act = What was done
site-to = To
site-when = Said
site-due = Due
site-reported-by = As reported by
site-source = Source
site-changes = Changes
site-cite = Cite this
site-revision = revision { $revision }
site-in-telegram = Open in Telegram
site-role = Role
site-side = Counts for
site-members = Members
site-aliases = Also called
site-said = What was said
site-timeline = What was said, the latest first
