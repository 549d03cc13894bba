"""The whole program behind real HTTP, its own process, against emulated platforms in another.

program    the process of the program: started, looked at from outside, stopped
platforms  the emulated Telegram and Slack that it stands between, and the centres' channels
crowd      companies that all write at the same time, and what became of what they wrote
pressure   how much of it is brought: as fast as it is taken, or at a pace of its own
part       the measurement
"""
