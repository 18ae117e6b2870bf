"""A shift in the newsroom: several moderators keep the record at once, and afterwards all accounts of it must agree.

What the bot told them, the log and the record are compared entry by entry. `tests/test_shift.py` runs shifts within the
process; `python -m tests.shift` has a real process killed while they work.
"""
