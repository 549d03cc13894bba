"""Companies on Slack, in direct messages with the bot; also from workspaces that share a channel.

messages   what we say     -> blocks within Slack's limits, nothing of it markup
updates    what Slack says -> events of ours
channel    sends, changes, takes back, and fetches files
listening  slack-bolt's listeners
"""
