"""Where the staff of a centre see leads."""
