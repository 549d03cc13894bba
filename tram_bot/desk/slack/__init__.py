"""The centres' desks in Slack: each centre has a channel, each lead a card, each card a thread.

desks        which channel is whose, and who sits where
card         the lead as blocks: short in the channel, everything in a modal
forms        the modals: ask, pass on, close, erase
desk         shows what the outbox holds: cards, threads, whispers, marks
posting      puts messages into channels, once, changes them and takes them off
acts         what staff press and submit, as events of the lead's conversation
threads      what staff write in a lead's thread, as events
home         the app's page: my leads, my centre's, search, numbers
command      /tram
listening    slack-bolt's listeners, each a few lines that call one of these
"""
