"""The centres' desks in Slack: each centre has a channel, each lead a card, each card a thread.

desks        which channel is whose, and who sits where
checkup      whether Slack is set up, and each centre's channel

desk         shows what the outbox holds, whatever it is
cards        a lead's card at a desk: shown, changed where it stands, found again
relays       what a company writes and sends, in the thread
whispers     what one person is told, seen by nobody else
exports      a lead as files
posting      puts messages into channels, once, changes them and takes them off

card         the lead as blocks: short in the channel, everything in a modal
forms        the modals: ask, pass on, close, erase

listening    slack-bolt's listeners, each a few lines that call one of these
acts         what staff press and submit, as events of the lead's conversation
below_cards  hears what staff write below the cards, change there and delete
threads      reads that, as Slack brings it
asides       what is said to one person at once

home         the app's page: my leads, my centre's, search, numbers
inbox        what was not understood, on that page, and taken out of it by /tram dismiss
pages        shows that page, and anew when something on it is erased
command      /tram
blocked      /tram blocked and /tram unblock
paging       thousands of leads, a page at a time
"""
