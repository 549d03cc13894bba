"""The HTTP server: where platforms bring us what people write, and where others look after us.

    doors    an address and what answers there
    server   listens on a port of ours, within the program's own event loop
    health   whether a turn can be taken, and the numbers

It knows no platform. Whoever has a door hands it in.
"""
