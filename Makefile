# Clew. The two commands that matter: `make run` and `make test`. Everything happens in .venv; nothing else is touched.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
DOCS := README.md docs/*.md
.DEFAULT_GOAL := help
.PHONY: help run test test-all soak check docs picture format lock clean install dev

help: ## What can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /	/' | expand -t 12

run: install ## Open the case used last (first the example) in the browser; Ctrl-C stops it
	@$(BIN)/clew explore

test: dev ## The test suite, about six minutes
	@$(PYTEST)

test-all: dev ## Everything but the soak tests, at most 25 minutes
	@$(PYTEST) -m 'not soak'

soak: dev ## What takes hours
	@$(PYTEST) -m soak || [ $$? -eq 5 ]  # 5: there is none

check: dev ## Format, lint, types, import contracts, docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/cog --check --check-fail-msg="run make docs" $(DOCS)
	@$(PYTEST) -q tests/docs

docs: dev ## Write the generated parts of the documentation anew
	@$(BIN)/cog -r $(DOCS)

picture: dev ## Take the README's picture of the running server (URL=http://127.0.0.1:8000)
	@$(BIN)/python docs/picture.py $(or $(URL),http://127.0.0.1:8000)

format: dev ## Format and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: dev ## Write constraints.txt anew from what is installed
	@$(PIP) freeze --exclude-editable | grep -v '^-e\|^clew' > constraints.txt

clean: ## Remove .venv and every cache; cases stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist build *.egg-info

install: $(VENV)/installed
dev: $(VENV)/installed-dev

$(VENV)/python-works:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Clew needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make $(firstword $(MAKECMDGOALS)) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "making the virtual environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: pyproject.toml constraints.txt $(VENV)/python-works
	@echo "installing Clew and what it needs into $(VENV) (the first time about 250 MB and a few minutes)"
	@$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "installing what the tests need"
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@
