"""Where companies talk to us: one module a platform, updates in, effects out."""
