"""What a message may mean, and what stands in it.

The door is `recogniser.build`: intents, the catalogue and the languages go in, a `Recogniser`
comes out whose methods `understand` and `choose` are the callables of `core.message`. Everything
is pure and deterministic: the same text on the same day is always understood the same way.

Intents are learnt from their examples (`alignment` compares, `intents` decides);
entities are read by one module per kind; the words of the nine languages stand in `words/`.
"""
