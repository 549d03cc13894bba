"""What is made when it is first asked for, made before."""

from functools import cached_property


def make_all(lazy: object) -> None:
    """Make all that an object would make when it is first asked for it."""
    for name, each in vars(type(lazy)).items():
        if isinstance(each, cached_property):
            getattr(lazy, name)
