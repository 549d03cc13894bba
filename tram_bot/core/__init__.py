"""The dialogue as values and pure functions.

Nothing in here reads a file, looks at the clock, draws a random number, logs or waits. It
imports the standard library only. Time, identifiers, content and search come in as values.
"""
