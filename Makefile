# Förderlupe: every command of daily work. Needs Python 3.11 or newer with pip, and make.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help run test check dev docs bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/ready ## Run the nightly job on the embedded lists and say what was published
	@$(BIN)/foerderlupe run; code=$$?; [ $$code -eq 3 ] || exit $$code

test: .venv/ready-dev ## Run the whole test suite
	@$(BIN)/python -m pytest

check: .venv/ready-dev ## Lint, formatting, types and import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

dev: .venv/ready ## Open the asset graph, schedule and runs in a browser
	@mkdir -p data/dagster && cp dagster.yaml data/dagster/
	@DAGSTER_HOME=$(CURDIR)/data/dagster $(BIN)/dagster dev -w workspace.yaml

docs: .venv/ready ## Write the data dictionary, the questions and the figures on matching anew
	@$(BIN)/foerderlupe run --home data/docs --as-of 2026-11-22; code=$$?; [ $$code -eq 3 ] || exit $$code
	@$(BIN)/foerderlupe docs --home data/docs
	@$(BIN)/foerderlupe evaluate --home data/docs --out docs

bench: .venv/ready-dev ## Measure a night of 50,000 rows on this machine
	@$(BIN)/python -m bench.nightly

clean: ## Remove the environment and all caches; data stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing pinned dependencies (about a minute, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@
