"""Random mistakes and tricks, a few of them in every run of the tests, and many with `make fuzz`.

What was ever found stands beside the search as a test of its own, by the words that found it.
"""
