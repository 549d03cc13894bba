# Everything a person types. `make chat` and `make test` set up what they need.
PYTHON ?= python3
BIN := .venv/bin

KILLS ?= 2000
WORKERS ?= 1
MINUTES ?= 10

.PHONY: chat play test setup check docs evaluate bench soak chaos fuzz audit clean

chat: setup
	@$(BIN)/tram-bot chat

play: setup
	@$(BIN)/tram-bot play

test: setup
	@$(BIN)/pytest -n auto --dist worksteal

setup: .venv/.ready

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/tram-bot check

# What the pages in docs/ show is said by the program itself; the picture is taken by a browser.
docs: setup
	@$(BIN)/python -m docs.make
	@$(BIN)/pytest tests/play/test_browser.py
	@cp .pytest_cache/d/screenshots/2-request.png docs/pictures/playground.png

# What it compares with is heavy, and has an environment of its own.
evaluate: .evaluation/.ready
	@.evaluation/bin/python -m evaluation

# The same for speed; each peer has an environment of its own below .bench/peers.
bench: .bench/.ready
	@.bench/bin/python -m benchmarks $(PARTS)

# A week at the design load within an hour, or within MINUTES.
soak: MINUTES = 60
soak: .bench/.ready
	@.bench/bin/python -m benchmarks soak --minutes $(MINUTES)

chaos: setup
	@$(BIN)/python -m tests.chaos --kills $(KILLS) --workers $(WORKERS) \
		$(if $(filter-out 1,$(WORKERS)),--database postgresql)

fuzz: setup
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES)
	@$(BIN)/python -m tests.attacks.slow_patterns

# Asks a public database of known holes about the versions in constraints.txt, so it needs a network,
# and stays outside of the tests. pip-audit has an environment of its own, and may ask for what it likes.
audit:
	@test -d .audit || $(PYTHON) -m venv .audit
	@.audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@.audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

clean:
	rm -rf .venv .audit .bench .evaluation .hypothesis

# Of what constraints.txt pins there is nothing for a Python newer than 3.14 to install.
.venv/.ready: pyproject.toml constraints.txt
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 14) else "tram-bot needs Python 3.11 to 3.14, and this is " + sys.version.split()[0] + ": name another, as in make PYTHON=python3.13 chat")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

.evaluation/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -m venv .evaluation
	@.evaluation/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[evaluation,semantic]'
	@touch $@

.bench/.ready: pyproject.toml constraints.txt $(wildcard benchmarks/peers/*.txt)
	@$(PYTHON) -m venv .bench
	@.bench/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@.bench/bin/python -m benchmarks.peers.install
	@touch $@
