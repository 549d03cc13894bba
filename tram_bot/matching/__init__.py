"""The search: a company's need -> recognised concepts -> techniques -> facilities, with reasons.

`finder.build(catalogue)` gives a `Finder`, whose `find` and `find_concepts` are the two functions
the dialogue is handed. Pure and deterministic: a finder never reads a file, never looks at the
clock and remembers nothing but which words are alike.

The way through the room::

    folding    text -> tokens: folded words that know where they stand
    mentions   tokens -> techniques called by their own name
    lexicon    tokens -> concepts, negation heard
    alignment  tokens -> techniques whose texts use the same words
    evidence   all of that, and what was answered, as one body of evidence for a need
    ranking    evidence -> techniques -> facilities
    judgement  is it enough to be offered, and what would tell the best two apart
    reasons    which words of the company led where, and which led nowhere
"""
