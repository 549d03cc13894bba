"""What one would use instead: a file of requirements for each, and an environment of its own."""
