# `make map` builds the map of this folder, `make test` runs the tests. Each sets up what it needs.

PYTHON ?=
ARGS ?=
VENV := $(if $(filter-out python3,$(PYTHON)),.venv-$(notdir $(PYTHON)),.venv)
BIN := $(VENV)/bin
export PYTHON VENV

.PHONY: help map test lint types check bench docs pictures constraints clean
.NOTPARALLEL:

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /\1:/p' Makefile | awk -F: '{ printf "make %-12s %s\n", $$1, $$2 }'
	@echo
	@echo 'make test ARGS="-k rating" hands words on to pytest;'
	@echo 'make test PYTHON=python3.12 uses that Python, in .venv-python3.12.'

map: ## build the map; the last line says which page to open
	@scripts/setup
	@$(BIN)/evidence build

test: ## run the tests
	@scripts/setup dev
	@scripts/test-tools
	@$(BIN)/pytest $(ARGS)

lint: ## check style and formatting
	@scripts/setup dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: ## check types
	@scripts/setup dev
	@$(BIN)/mypy

check: lint types test ## lint, types and test

bench: ## time every step at 100, 1,000 and 10,000 works, beside the bare libraries
	@scripts/setup dev
	@$(BIN)/python benchmarks/run.py $(ARGS)

docs: ## write docs/cli.md and docs/schemas anew
	@scripts/setup dev
	@$(BIN)/python scripts/make_docs.py

pictures: ## take the pictures of the README anew (needs Chromium)
	@scripts/setup dev
	@$(BIN)/python scripts/make_pictures.py

constraints: ## pin anew what is installed (writes constraints.txt)
	@scripts/constraints

clean: ## delete the built website and caches; sources and .venv stay
	rm -rf site/public .evidence .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
