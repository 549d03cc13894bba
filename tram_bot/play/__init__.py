"""The playground: a page on which an admin sees what the content does to a company and a centre.

    house       the program itself, running in a folder that is thrown away
    clock       a clock that can be moved on
    chats       the companies' chats, and what is shown there
    companies   what people at companies do, as events
    recording   each talk as a conversation test
    workspace   a Slack in memory: people, channels, messages, views and files
    web_api     the methods of Slack's Web API that the desk calls, answered by the workspace
    staff       what staff do in that Slack, as Slack would bring it
    mrkdwn      Slack's markup as HTML
    watching    what a turn consulted, and what came of it
    insight     that in words, for the admin
    places      where in the YAML a word of the bot's stands
    view        what somebody is looking at, as the query of an address
    page        the page and its parts as HTML
    site        the addresses, and what answers there
    acts        what the forms of the page do
    guard       who may ask: the host's name, the sender's page, the password

Nothing in here leaves the machine: there is no account and no token.
"""
