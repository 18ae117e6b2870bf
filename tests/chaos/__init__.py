"""Processes, the database's server and their connections die at random under traffic; nothing confirmed may be lost.

`make chaos`, or `python -m tests.chaos --minutes 10`; it needs a PostgreSQL server's binaries.
"""
