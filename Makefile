# make demo | make test: each does all its set-up on a machine that has make and python3.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python
NEEDS := .ci/needs
TESTERS ?= 2
# Checks that need settings but nobody's data.
APART := DATA_DIR=.tools/checks

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# One a run, so that a second demo that is refused does not end the first.
SIGN := .tools/running/$(shell echo $$PPID)

.PHONY: demo
demo: $(SIGN) ## Start everything, with a demo world to look at (PORT=8000)

# A file, because make removes the one that it is making when it is told to end: `up` ends with it.
$(SIGN): .venv/.run node_modules/.complete always
	@mkdir -p $(@D) && touch $@
	@exec env DEMO=1 UP_WHILE=$@ $(PYTHON) manage.py up

.PHONY: always

.PHONY: install
install: .venv/.run node_modules/.complete ## Only install what runs

.PHONY: test
test: lint types unit ## Check everything

.PHONY: lint
lint: .venv/.checks node_modules/.complete ## Style, import contracts, dependencies, migrations, translations
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/djlint templates --check --lint --quiet
	.venv/bin/lint-imports --cache-dir .tools/import-linter
	.venv/bin/deptry .
	$(APART) $(PYTHON) manage.py makemigrations --check --dry-run
	$(APART) $(PYTHON) manage.py translations --check

.PHONY: types
types: .venv/.checks ## mypy, strict
	$(APART) $(PYTHON) -m mypy

.PHONY: unit
unit: .venv/.checks node_modules/.complete .tools/browser .tools/sftp ## All tests, the browser's last; ARGS= for pytest
	$(PYTHON) -m pytest -n $(TESTERS) -m "not browser" --cov --cov-report=term:skip-covered $(ARGS)
	CHROMIUM="$$(cat .tools/browser)" $(PYTHON) -m pytest -n $(TESTERS) -m browser $(ARGS)

.PHONY: coverage
coverage: .venv/.checks node_modules/.complete ## All tests but the browser's, with branches; ARGS= for pytest
	COVERAGE_CORE=ctrace $(PYTHON) -m pytest -n $(TESTERS) -m "not browser" --cov --cov-branch --cov-report=term:skip-covered $(ARGS)

.PHONY: bench
bench: .venv/.checks node_modules/.complete .tools/browser .tools/load ## Measure; ARGS= for some parts only
	CHROMIUM="$$(cat .tools/browser)" $(PYTHON) -m tests.benchmarks $(ARGS)

.PHONY: format
format: .venv/.checks ## Let ruff and djlint rewrite the tree
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	.venv/bin/djlint templates --reformat --quiet

.PHONY: pins
pins: .tools/uv ## Pin the newest versions that the .in files allow
	@$(NEEDS) pins

.PHONY: clean
clean: ## Remove what was installed and compiled; the data in .data stays
	rm -rf .venv .tools node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

# Set-up: each file is newer than what it was made from.

.tools/uv: .ci/pins/uv.txt .ci/needs
	@$(NEEDS) uv

.venv/.run: requirements.txt .tools/uv
	@$(NEEDS) python

.venv/.checks: requirements.txt requirements-dev.txt .tools/uv
	@$(NEEDS) checks

node_modules/.complete: package-lock.json .tools/uv
	@$(NEEDS) front-end

.tools/browser: .venv/.checks
	@$(NEEDS) browser

.tools/sftp: .tools/uv
	@$(NEEDS) sftp

.tools/load: .tools/uv
	@$(NEEDS) load
