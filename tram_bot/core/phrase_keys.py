"""Every phrase the code says, by key, with the placeholders it fills."""

from collections.abc import Mapping

KEYS: Mapping[str, frozenset[str]] = {}
"""Phrase key -> the names its text may hold in braces."""
