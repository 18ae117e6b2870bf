"""Every kind of update that the Bot API has, whole and broken, in any order: nothing of it may break the bot.

`python -m tests.fuzz` feeds it 100,000; `tests/test_fuzz.py` feeds it a few.
"""
