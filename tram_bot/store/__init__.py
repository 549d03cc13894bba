"""Keeps everything: conversations, leads, the outbox and reminders, in one SQLite file.

Read `sqlite.py` first: it is the door. One turn is one transaction (`turn.py`); one thread
commits many turns together (`writer.py`); what is kept is JSON with a schema number
(`codec.py`) in tables that `migrations.py` lays out; what is erased is gone from the disk
(`wiping.py`). Only this room knows that there is SQL.
"""
