"""Tells this process what every program of the tests is told; to be imported before numpy is."""

import os

from tests.surroundings import CHEAP

for _name, _value in CHEAP.items():
    os.environ.setdefault(_name, _value)  # noqa: TID251 - libraries read it themselves
