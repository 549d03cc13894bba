"""Companies on Telegram, in private chats with the bot.

    connection  the library's Bot, its timeouts, and signing in
    updates     what Telegram says, as an event of ours, or a polite refusal
    files       the file that came with a message
    fetching    getUpdates, also when something comes that the library cannot read
    polling     Telegram lets go of an update only after its turn is committed
    messages    what we say         -> texts and keyboards within Telegram's limits
    pacing      when a chat may be written to
    channel     sends, and tells delivery what to do when that fails
    menu        the list of commands beside the field where people type

Of python-telegram-bot only the types, the errors and the HTTP calls are used. Its Updater tells
Telegram that an update has arrived before anything has handled it, so a crash would lose it.
"""
