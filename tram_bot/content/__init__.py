"""What admins write, read: strict YAML, its shapes, checks across files, and the core's values.

`loader.load` turns the folders into a value or says everything that is wrong with them; nothing
in between is ever served.
"""
