"""`python -m benchmarks.peers.install`: gives each peer an environment of its own.

A peer that cannot be installed stops nothing: it is written down why, and its row says so.
"""

import shutil
import subprocess
import sys
import venv

from benchmarks.peers.environments import ENVIRONMENTS, Peer, peers


def main() -> None:
    """Install every peer anew whose requirements are newer than what is installed."""
    ENVIRONMENTS.mkdir(parents=True, exist_ok=True)
    for peer in peers():
        if not _is_current(peer):
            sys.stderr.write(f"installing {peer.name} ...\n")
            _install(peer)


def _is_current(peer: Peer) -> bool:
    installed = peer.environment / ".ready"
    newest = peer.requirements.stat().st_mtime
    return installed.exists() and installed.stat().st_mtime >= newest


def _install(peer: Peer) -> None:
    peer.failure.unlink(missing_ok=True)
    venv.create(peer.environment, clear=True)
    command = [
        sys.executable, "-m", "pip", "--python", str(peer.python), "install", "--quiet",
        "--disable-pip-version-check", "--requirement", str(peer.requirements),
    ]  # fmt: skip
    told = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    if told.returncode == 0:
        (peer.environment / ".ready").touch()
        return
    shutil.rmtree(peer.environment)
    problems = [line for line in told.stderr.splitlines() if line.startswith("ERROR")]
    peer.failure.write_text(f"cannot be installed: {' '.join(problems)[:300]}", encoding="utf-8")


if __name__ == "__main__":
    main()
