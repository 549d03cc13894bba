"""A week at the design load in an hour or less: what grows, drifts or goes wrong.

program    `tram-bot run` by a clock that can be moved on
week       the hours of the week, and how long each lasts here
reading    what a company understands of what the bot says to it, in any language
chats      a company's chat, on Telegram or on Slack
companies  what companies do: they ask, fill in, make slips, leave, come back, are erased
staff      what the staff of the centres do: claim, early or late, ask, pass on, close, or nothing
watching   the program looked at again and again
part       the measurement
"""
