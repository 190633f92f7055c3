# `make help` lists what can be asked.

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest --dist loadgroup -n $(shell nproc 2>/dev/null || echo 2)
TEMPLATES := $(shell git ls-files --cached --others --exclude-standard 'templates/*.html' 'templates/**/*.html')

.DEFAULT_GOAL := help
.PHONY: help run demo check test test-long bench messages lock clean

help: ## List what can be asked
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Making the virtual environment in $(VENV)…"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.for-running: requirements.txt | $(BIN)/python
	@echo "Installing what the site needs…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.for-testing: requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests need…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.for-running

run: $(VENV)/.for-running ## Start the site with demonstration data on http://localhost:8000 (PORT=… for another port)
	@SITE_URL=http://localhost:$(PORT) $(MANAGE) demo
	@export SITE_URL=http://localhost:$(PORT); $(MANAGE) stripe_sandbox & bank=$$!; trap 'kill $$bank 2>/dev/null' EXIT INT TERM; \
	$(MANAGE) runserver $(PORT)

check: $(VENV)/.for-testing ## Look at the code without running it: style, types, floors, migrations
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	@$(BIN)/mypy .
	@PYTHONPATH=.:site $(BIN)/lint-imports
	@env -u TEST_DATABASE_URL DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run

test: check ## Prove that the project works (PostgreSQL and Redis too when TEST_DATABASE_URL and TEST_REDIS_URL name them)
	@env -u TEST_DATABASE_URL $(PYTEST) -m "not long and not postgresql"
	@if [ -n "$$TEST_DATABASE_URL" ]; then $(PYTEST) -m "not long and not browser"; \
	else echo "TEST_DATABASE_URL is not set: nothing was tried on PostgreSQL."; fi

test-long: $(VENV)/.for-testing ## The slow tests: faults, scale, every page against every accessibility rule
	@env -u TEST_DATABASE_URL $(PYTEST) -m "long and not postgresql"
	@if [ -n "$$TEST_DATABASE_URL" ]; then $(PYTEST) -m "long and not browser"; fi

bench: $(VENV)/.for-testing ## Measure, as ratios within one run (needs TEST_DATABASE_URL)
	@$(BIN)/python -m tests.bench

messages: $(VENV)/.for-testing ## Collect the texts to translate, and compile the translations (needs gettext)
	@$(MANAGE) makemessages --locale en --no-location --no-obsolete --no-wrap --ignore 'tests/*' --ignore 'var/*'
	@$(MANAGE) compilemessages --ignore '.venv'

lock: ## Pin the requirements again from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## Throw away the demonstration data (the next `make run` makes it anew)
	rm -rf var
