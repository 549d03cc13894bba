"""Conversation tests: talks written down in YAML, replayed through the real `step`."""
