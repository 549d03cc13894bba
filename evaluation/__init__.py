"""Measurements of how well the bot does, rerun by anyone with one command each. No gates."""
