"""Attacks, a module for each family of them: docs/attacks.md lists them all."""
