# Needs Python 3.11 or newer and nothing else: make chat, make test, make check.
PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := $(BIN)/python -m
# Each core begins with a stretch of tests of its own, so that what a module makes ready once is not made on all of them.
PYTEST := $(RUN) pytest --numprocesses auto --dist worksteal
PIP := $(RUN) pip --quiet --disable-pip-version-check
COMPILE := $(RUN) uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" pyproject.toml

# What pytest makes of the tests' assertions is kept too: making it takes each core seconds.
test coverage: export PYTHONDONTWRITEBYTECODE :=

.PHONY: chat test coverage check regenerate lock

chat: .venv/installed
	@$(RUN) bot chat

test: .venv/tooled
	@$(PYTEST)

# The same, failing where too little of the program is run; child processes count.
coverage: .venv/tooled
	@$(PYTEST) --cov --cov-report=term:skip-covered

check: .venv/tooled
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(BIN)/lint-imports
	@$(RUN) pytest --quiet tests/docs

# Writes anew what a program makes: golden files, and parts of the documents.
regenerate: .venv/tooled
	@$(RUN) pytest --quiet --regenerate tests/docs tests/knowledge/sources/readers tests/bot/wording/test_translations.py

# Pins what pyproject.toml asks for, on every platform. To go to the newest versions: make lock UPGRADE=--upgrade
lock: .venv/installed
	@$(PIP) install "uv>=0.8"
	@$(COMPILE) $(UPGRADE) --output-file requirements/run.txt
	@$(COMPILE) $(UPGRADE) --constraint requirements/run.txt --group dev --output-file requirements/develop.txt
	@$(COMPILE) $(UPGRADE) --constraint requirements/develop.txt --group dev --group learn --group bench \
		--output-file requirements/benchmarks.txt

.venv/installed: pyproject.toml requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Citebot needs Python 3.11 or newer. If you have one: make PYTHON=python3.12")'
	@echo "Installing Citebot into .venv (the first time takes a minute) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

.venv/tooled: .venv/installed requirements/develop.txt
	@$(PIP) install --require-hashes --requirement requirements/develop.txt
	@touch $@
