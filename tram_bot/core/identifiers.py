"""The names by which one thing refers to another. All are text; the types keep them apart."""

from typing import NewType

ConversationId = NewType("ConversationId", str)
"""`channel:chat`, for example `terminal:local` or `telegram:4711`."""

EventId = NewType("EventId", str)
"""The platform's own id of what happened, so that a redelivery is known as one."""

LeadId = NewType("LeadId", str)
"""Derived from the event that opened the run, so that a replay opens no second lead."""

CentreId = NewType("CentreId", str)
"""A key of `facility_catalogue/centres.yaml`: `pl`, or `lead-desk`."""

Language = str
"""An ISO 639-1 code in lower case: `en`, `de`, …"""

Country = str
"""An ISO 3166-1 alpha-2 code in capitals: `PL`, `NO`, …"""


def channel_name(conversation: ConversationId) -> str:
    """The channel by which a conversation is held.

    >>> channel_name(ConversationId("telegram:4711"))
    'telegram'
    """
    return conversation.partition(":")[0]
