"""Each in a process of its own: how one turn of a conversation is brought about."""
