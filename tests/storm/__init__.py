"""The storm: programs that deliver are killed again and again while Telegram misbehaves, and nothing may be lost.

`python -m tests.storm` runs it in full; `tests/test_storm.py` runs a smaller one.
"""
