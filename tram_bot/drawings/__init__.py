"""Pictures of the content, as SVG: the flow of a questionnaire, and who gets a lead.

No library draws them: those that lay out a graph call Graphviz, a program that has to be installed
beside, and those in Python alone only write elements, which the standard library does as well.
Both pictures are lists from top to bottom, so that a cursor is all the layout they need.
"""
