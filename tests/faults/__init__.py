"""What can go wrong around the program, what must hold, and the test that shows it.

a process dies
    nothing is lost, doubled or out of order: tests/chaos
the disk is full; the file system is read-only; another program locks the database for long
    what was committed stays, what was not is not acknowledged, and it goes on by itself:
    test_database; at its start it says so and ends: test_processes, tests/store/test_opening
the same, while a reply is on its way
    it is recorded later, and not sent again: test_database
another program locks the database for a moment
    nobody notices: test_database
two processes on one file
    the second says so and ends, the first goes on: test_processes
the file is damaged, of a newer version, not ours, out of reach
    it is left as it is, and said so: tests/store/test_opening
our clock goes back
    nothing waits for it, answers stay answers, reminders come once: test_clock
our clock leaps forward
    each reminder comes once, at the usual pace, and the order stays: test_clock
a platform is down for an hour
    few calls meanwhile; at its return everything once, in order, at the usual pace: test_outage
a call that is never answered
    it holds up its own line only: tests/slack/test_trouble
429, 5xx, a lost answer
    pauses are kept, and a card stands once: test_trouble of tests/slack and tests/telegram
the content is edited
    whatever else happens, as if it were not: all the tests here, and tests/chaos
something cannot be delivered at all
    the lead partner is told, and can send it again: tests/slack/test_undelivered
"""
