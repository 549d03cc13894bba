"""What the company side and the centres' desk both need of Slack.

    connection   the library's app and client, and signing in
    calling      a call of the Web API, and whose fault it is when it fails
    socket_mode  hears Slack over a WebSocket, without an open port
    http_door    hears Slack by signed requests
    escaping     words of people to Slack and back: nothing in them is markup
    blocks       Block Kit within its limits
    pacing       one message a second in one channel
    people       names and languages, kept for some minutes
    files        bytes of files, there and back
    deletions    which message somebody has deleted
    timestamps   Slack's times
    manifest     the app as Slack has to know it

slack-bolt runs with `process_before_response`, so that Slack is told that something has arrived
only after our listener, and with it the commit, is through.
"""
