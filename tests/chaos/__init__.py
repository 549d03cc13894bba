"""The real program, killed again and again in the midst of its work: what it has lost or doubled.

zygote     the program, started anew by a fork, so that two hundred deaths take no hour
world      the emulated platforms, the people on them, and whoever kills
oracle     what must be there in the end
__main__   `python -m tests.chaos --kills 2000`
"""
