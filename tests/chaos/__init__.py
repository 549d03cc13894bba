"""The real program, killed again and again in the midst of its work: what it has lost or doubled.

dying      where a process is killed: at its writing, its calls, or any moment
clock      the time that the platforms and every process go by, and that can be moved on
zygote     the program, started anew by a fork, so that two hundred deaths take no hour
program    the processes of it, seen from outside
balancer   brings what platforms say to one of the processes that live
tapping    stands between a process and a database on the network, to kill at its writing there
killer     whoever kills
companies  people who ask, on Telegram and on Slack
centres    people who claim, answer, pass on and close
oracle     what must be there in the end
run        all of these together
__main__   `python -m tests.chaos --kills 2000`
"""
