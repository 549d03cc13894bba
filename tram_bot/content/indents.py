"""How far the lines of a file are indented."""


def indent(line: str) -> int:
    """The blanks that a line begins with; no other character indents in YAML."""
    return len(line) - len(line.lstrip(" "))
