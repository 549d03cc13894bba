"""Companies on Telegram, in private chats with the bot.

    connection  the library's Bot, its timeouts, and signing in
    updates     what Telegram says, as an event of ours, or a polite refusal
    files       the file that came with a message
    albums      several files sent at once belong together
    settling    brings updates to their committed end, however they came
    fetching    getUpdates, also when something comes that the library cannot read
    polling     fetches: Telegram lets go of an update only after its turn is committed
    webhook     is brought updates, and acknowledges each only after its turn is committed
    arriving    what is brought at the same time, and what of it has to wait for what
    messages    what we say         -> texts and keyboards within Telegram's limits
    pacing      when a chat may be written to
    calls       one call at the pace of its chat, and its failure in the words of delivery
    channel     shows, changes, takes back, and fetches people's files
    menu        the list of commands beside the field where people type
    checkup     whether all of it is set up

Of python-telegram-bot only the types, the errors and the HTTP calls are used. Its Updater tells
Telegram that an update has arrived before anything has handled it, so a crash would lose it.
"""
