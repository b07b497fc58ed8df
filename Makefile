# One word per chore. `make run` and `make test` do all set-up themselves.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ARGS   ?=

.PHONY: run test setup setup-dev vendor lint types unit gold format bench docs train findings clean

run: setup vendor                     ## start the page on the embedded store (or on ROUNDTRIP_STORE)
	@exec $(BIN)/python -m web $(ARGS)

test: setup-dev vendor lint types unit gold   ## everything: lint, types, unit, both stores, browser, gold

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Roundtrip needs Python 3.11 or newer; name one with: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) && $(BIN)/python -c 'import pip' || \
	  { rm -rf $(VENV); echo "The virtual environment could not be made; on Debian and Ubuntu install python3-venv." >&2; exit 1; }

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Installing what requirements.txt pins …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what requirements-dev.txt pins …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

# The page's JavaScript: the system's npm, else npm out of a PyPI package.
vendor: web/static/vendor/.done
web/static/vendor/.done: web/package-lock.json | $(VENV)/.run
	@command -v npm >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-node.txt
	@$(BIN)/python -m web.vendor
	@touch $@

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup-dev
	@$(BIN)/mypy

unit: setup-dev vendor
	@$(BIN)/pytest $(ARGS)

gold: setup-dev                        ## figures on the gold articles, with floors
	@$(BIN)/python -m tests.gold_table

format: setup-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup-dev
	@for script in bench/[a-z]*.py; do echo "== $$script"; $(BIN)/python -m bench.$$(basename $$script .py) || exit 1; done

docs: setup
	@$(BIN)/python -m graph.schema.page > docs/deal-types.md

train: setup                           ## makes the model of ingest/model again; hours on two cores
	@$(PYTHON) -m venv $(VENV)/train && $(VENV)/train/bin/python -m pip install --quiet --disable-pip-version-check -r ingest/training/requirements.txt
	@$(VENV)/train/bin/python -m ingest.training.gate --out ingest/model
	@$(VENV)/train/bin/python -m ingest.training.train --out build/training $(ARGS)
	@$(VENV)/train/bin/python -m ingest.training.export build/training --out ingest/model

findings:                              ## show each surprise about a library; needs the network, not part of the tests
	@failed=0; for script in findings/*.sh; do [ -e "$$script" ] || continue; \
	  echo "== $$script"; bash "$$script" || failed=1; done; exit $$failed

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis web/static/vendor web/node_modules
