"""Durable conversation turns: what it costs to lose no answer."""
