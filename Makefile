# Tradepost. `make run` to see it work, `make test` to know that it does.
# Bytecode makes imports seven times faster; some environments switch it off.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROCESSES ?= 2
ASSETS := $(shell find src/tradepost/render/assets -type f 2>/dev/null)
NAMING := $(shell find src/tradepost/render src/tradepost/doors src/tradepost/config -name '*.py' -o -path '*/templates/*.html' 2>/dev/null)
BUILD := src/tradepost/render/static/build
CATALOGUES := $(shell find src/tradepost/locale -name '*.po' 2>/dev/null)

.PHONY: help setup setup-browser assets run test check house room fmt types shell bench soak album lighthouse docs lock messages migrations clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

## ---- environment: each step leaves a stamp, so a second `make setup` does nothing

setup: $(VENV)/.project node_modules/.installed $(BUILD)/.built $(VENV)/.messages ## environment, locked dependencies, front-end assets, languages

$(VENV)/.uv: requirements-uv.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

$(VENV)/.packages: $(VENV)/.uv requirements.lock
	@echo "setup: Python packages"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes --compile-bytecode -r requirements.lock
	@touch $@

$(VENV)/.project: $(VENV)/.packages pyproject.toml
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: $(VENV)/.uv package-lock.json .npmrc
	@echo "setup: front-end packages"
	@scripts/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(BUILD)/.built: node_modules/.installed scripts/build_assets.mjs package.json $(ASSETS) $(NAMING)
	@scripts/npm run --silent build
	@mkdir -p $(BUILD) && touch $@

$(VENV)/.messages: $(VENV)/.project scripts/messages.py $(CATALOGUES)
	@$(BIN)/python scripts/messages.py compile
	@touch $@

assets: $(BUILD)/.built $(VENV)/.messages ## bundle the office's style and behaviour, compile its languages

setup-browser: $(VENV)/.project ## a Chromium for the browser tests, and a Java for the checker of HTML, from the system's packages
	@scripts/chromium
	@scripts/java

## ---- every day

run: setup ## start Tradepost with its demonstration company
	@$(BIN)/tradepost run

check: setup ## format, lint, types, contracts, house rules
	@scripts/check

house: setup
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/test_house.py -q

room: check ## every day: the checks and the tests of one room, ROOM=pricing
	@test -n "$(ROOM)" -a -d "tests/domain/$(ROOM)" || { echo "room: say which, as in make room ROOM=pricing"; exit 1; }
	@$(BIN)/python -m pytest -q -n $(PROCESSES) tests/domain/$(ROOM)

fmt: setup ## put the code in its usual form
	@$(BIN)/ruff format src tests scripts
	@$(BIN)/ruff check --fix --quiet src tests scripts || true

shell: setup ## a Python shell inside Tradepost
	@$(BIN)/tradepost shell

test: setup setup-browser check ## all checks and all tests, on a real PostgreSQL and in a real browser
	@$(BIN)/python -m pytest -n $(PROCESSES) --dist loadgroup --ignore tests/test_house.py # `check` has just run it

bench: setup ## measure the hot paths beside raw SQL
	@$(BIN)/python -m bench

soak: setup ## random trade under load, with processes killed: the long versions; ONLY=kill for one
	@$(BIN)/python -m bench.soak $(if $(ONLY),--only $(ONLY))

album: setup setup-browser ## a picture of every page, at two widths and in both themes, in var/album
	@$(BIN)/python -m bench.album

lighthouse: setup setup-browser ## Lighthouse's marks for the pages people live in, with 100,000 orders
	@$(BIN)/python -m bench.lighthouse

docs: setup ## the documentation as a site, in var/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet && echo "docs: var/site/index.html"

messages: $(VENV)/.project ## gather the texts into the catalogues of each language, and compile them
	@$(BIN)/python scripts/messages.py extract
	@$(BIN)/python scripts/messages.py compile

migrations: setup ## write migrations for changed models
	@$(BIN)/tradepost django makemigrations

lock: $(VENV)/.uv ## resolve the versions again after a change of pyproject.toml
	@scripts/lock

clean: ## everything that can be made again, but not the data in var/
	@rm -rf $(VENV) node_modules $(BUILD) var/cache .ruff_cache .import_linter_cache
