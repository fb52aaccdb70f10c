# `make` lists the commands. Arguments go in ARGS: make test ARGS="tests/unit -k offsets", make demo ARGS="--out posters".
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
# One empty file for each finished step of set-up; a step runs again when what it reads is newer.
DONE := .venv/done
TRANSLATIONS := workbench/web/translations
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard $(TRANSLATIONS)/*/LC_MESSAGES/*.po))
LOCK_FLAGS := --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock"
PYTEST := $(BIN)/pytest -n 2 --dist loadgroup

.PHONY: help setup setup-tests demo dev test lint fix types docs translations lock prove sure

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

setup: $(DONE)/front-end $(CATALOGUES) ## Install everything that the application needs

setup-tests: setup $(DONE)/browser

demo: setup ## Set up and serve the demo study
	@exec $(BIN)/workbench demo $(ARGS)

dev: setup ## Serve your own data and reload when code changes
	@exec $(BIN)/workbench dev $(ARGS)

test: setup-tests ## Set up and run all tests, browser tests included
	$(PYTEST) $(ARGS)

lint: setup ## Check format, style, imports between layers and scripts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	find static -path static/vendor -prune -o -name '*.js' -print0 | xargs -0 -r -n 1 scripts/with-node node --check

fix: setup ## Format, and mend what can be mended without thought
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

types: setup ## Check types
	$(BIN)/mypy

docs: setup ## Print the settings and the command line into docs/
	$(BIN)/python scripts/reference.py

translations: setup ## Bring the English catalogue up to date with the sources
	mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --no-default-keywords --add-location=file --sort-by-file \
	  --project "Persona Workbench" --version all --copyright-holder "the Persona Workbench authors" \
	  -k _ -k gettext -k ngettext:1,2 -k lazy_gettext -k N_ --output-file build/messages.pot workbench templates
	$(BIN)/pybabel --quiet update --init-missing --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap \
	  --input-file build/messages.pot --output-dir $(TRANSLATIONS) --locale en
	$(MAKE) --no-print-directory setup

lock: $(DONE)/python ## Resolve the dependencies anew (ARGS=--upgrade takes newer versions)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev $(ARGS) $(LOCK_FLAGS) -o requirements.lock
	$(BIN)/uv pip compile --group build -c requirements.lock $(LOCK_FLAGS) -o requirements-build.lock

prove: setup-tests ## Run the proofs that take minutes
	$(BIN)/pytest tests/bench -n 0 -s $(ARGS)

sure: lint types setup-tests ## Everything before a commit: lint, types, tests with coverage
	$(PYTEST) --cov --cov-report=term $(ARGS)

$(DONE)/system: scripts/setup
	@scripts/setup system
	@mkdir -p $(@D) && touch $@

$(DONE)/browser: scripts/setup | $(DONE)/system
	@scripts/setup browser
	@mkdir -p $(@D) && touch $@

$(DONE)/python: requirements.lock requirements-build.lock pyproject.toml | $(DONE)/system
	@scripts/setup python
	@mkdir -p $(@D) && touch $@

$(DONE)/front-end: package.json package-lock.json scripts/vendor.mjs | $(DONE)/python
	@scripts/setup front-end
	@mkdir -p $(@D) && touch $@

%.mo: %.po | $(DONE)/python
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
