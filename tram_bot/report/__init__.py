"""The month on one page, for the steering group: numbers, and nothing of any company."""
