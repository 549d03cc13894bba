"""A conversation as the store gives it back: written down and read again."""

from tram_bot.core.conversation import Conversation
from tram_bot.store import codec


def saved_and_loaded(conversation: Conversation) -> Conversation:
    """The conversation, through the codec and back."""
    conversations = codec.conversations()
    return conversations.load(conversations.dump(conversation))
