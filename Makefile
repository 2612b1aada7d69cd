# Needs Python 3.11 or newer and nothing else: make chat, make test, make check.
PYTHON ?= python3
RUN := .venv/bin/python -m

.PHONY: chat test check

chat: .venv/installed
	@$(RUN) bot chat

test: .venv/tooled
	@$(RUN) pytest

check: .venv/tooled
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@.venv/bin/lint-imports

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Citebot needs Python 3.11 or newer. If you have one: make PYTHON=python3.12")'
	@echo "Installing Citebot into .venv (the first time takes a minute) …"
	@$(PYTHON) -m venv .venv
	@$(RUN) pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# Dependency groups need pip 25.1.
.venv/tooled: .venv/installed
	@$(RUN) pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(RUN) pip install --quiet --group dev
	@touch $@
