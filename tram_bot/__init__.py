"""tram-bot: a company's problem becomes a lead with the right national centre."""

__version__ = "0.1.0"
