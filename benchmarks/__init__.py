"""What tram-bot costs, measured beside what one would use instead; `make bench` runs all of it."""
