"""The words of each language that the readers of entities need: data, one module a language."""
