"""What a centre's staff do with a lead, and what is to be done when they do not.

work     the lead, who works on it and at which desk; who may do what
steps    claim, give back, pass on, close, open again, export, erase
thread   what staff write in the lead's thread, and whether it leaves the house
clock    office hours: calling to mind, calling in the next desk, back to the pool
"""
