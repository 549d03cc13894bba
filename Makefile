# Everything a person types. `make chat` and `make test` set up what they need.
PYTHON ?= python3
BIN := .venv/bin

KILLS ?= 2000
WORKERS ?= 1

.PHONY: chat test setup check chaos clean

chat: setup
	@$(BIN)/tram-bot chat

test: setup
	@$(BIN)/pytest -n auto

setup: .venv/.ready

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/tram-bot check

chaos: setup
	@$(BIN)/python -m tests.chaos --kills $(KILLS) --workers $(WORKERS) \
		$(if $(filter-out 1,$(WORKERS)),--database postgresql)

clean:
	rm -rf .venv

.venv/.ready: pyproject.toml constraints.txt
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(PYTHON) -c 'import sys; sys.exit("tram-bot needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
