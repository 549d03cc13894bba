"""The function words of each language."""
