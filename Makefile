# Needs make and Python 3.11 or newer, nothing else. `make` lists what there is.
# POSIX shell and GNU make 3.81 (the one that macOS has) are enough.

PORT    ?= 8501
ADDRESS ?= localhost
FIGURES ?= data/figures.yaml
# To trace every line takes the tests in Python more than twice as long: CI does, and who asks for it.
COVERAGE ?=
VENV    := .venv
PY      := $(VENV)/bin/python
# Wheels only: what is installed is what was hashed, and no package's build script runs here.
# The lock names everything, so nothing is resolved: pip would look at newer releases for an extra
# ("coverage[toml]"), which no hash allows, and stop.
INSTALL := $(PY) -m pip --disable-pip-version-check --no-input install --quiet
LOCKED  := $(INSTALL) --require-hashes --no-deps --only-binary :all:
UV      ?= uv

.PHONY: help run test check-style check-types check-tests browser bench lock audit-dependencies licenses clean FORCE

help:
	@echo "make run                  show the dashboard on http://localhost:8501 (PORT=)"
	@echo "make test                 style, types and every test, those in a real browser included (COVERAGE=1: which lines)"
	@echo "make bench                time what the project promises to be quick (BENCH=dashboard for one)"
	@echo "make lock                 renew the locks of what is installed, for use, tests and bench (needs uv)"
	@echo "make audit-dependencies   ask whether a locked package has a known hole"
	@echo "make licenses             the licence of every installed package"
	@echo "make clean                remove .venv and everything that was made"

run: $(VENV)/run
	@$(PY) -m etl serve "$(FIGURES)" --port "$(PORT)" --address "$(ADDRESS)"

test: check-style check-types check-tests

check-style: $(VENV)/dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

check-types: $(VENV)/dev
	$(PY) -m mypy

check-tests: $(VENV)/dev browser
	$(PY) -m pytest -n auto --dist worksteal $(if $(COVERAGE),--cov --cov-report=term-missing:skip-covered)

# What the browser tests need beside Python. The tests hold the one list of places where a Chromium can be.
browser: $(VENV)/dev
	@missing=""; \
	$(PY) -c 'from tests.e2e.conftest import chromium; chromium()' 2>/dev/null || missing="chromium fonts-liberation"; \
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	else \
	    echo "The browser tests need Chromium and nginx (Debian: apt install $$missing); CHROMIUM=/path names another." >&2; \
	    exit 1; \
	fi

bench: $(VENV)/bench browser
	$(PY) -m tests.bench $(BENCH)

# Dash, which the dashboard is measured against, and what it needs.
$(VENV)/bench: requirements-bench.lock $(VENV)/dev
	$(LOCKED) -r requirements-bench.lock
	@touch $@

# Every stamp is written last: what was interrupted is done again.
$(VENV)/dev: requirements-dev.lock $(VENV)/run
	$(LOCKED) -r requirements-dev.lock
	@touch $@

$(VENV)/run: requirements.lock pyproject.toml $(VENV)/made
	$(LOCKED) -r requirements.lock
	$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	$(PY) -m dashboard.server.serving
	$(PY) -m compileall -q etl dashboard
	@touch $@

# A virtual environment knows its own place and its Python. If the checkout was moved or that Python
# is gone, it is made anew; otherwise this touches nothing and nothing is installed again.
$(VENV)/made: FORCE
	@if [ "$$(cat $@ 2>/dev/null)" = "$(CURDIR)" ] && $(PY) -c '' 2>/dev/null; then exit 0; fi; \
	for candidate in $${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do \
	    if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Making $(VENV) with $$("$$candidate" --version)"; \
	        "$$candidate" -m venv --clear $(VENV) && echo "$(CURDIR)" > $@; exit; \
	    fi; \
	    seen="$$seen; $$candidate: $$("$$candidate" --version 2>/dev/null || echo not found)"; \
	done; \
	echo "Python 3.11 or newer is needed (found $${seen#; }). Install it, or name it: make run PYTHON=/path/to/python3" >&2; \
	exit 1

COMPILE := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --only-binary :all: \
           --upgrade --no-header --no-emit-index-url --no-emit-find-links --quiet
lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv, or name it: make lock UV=/path/to/uv" >&2; exit 1; }
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --all-extras --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --all-extras --group bench --constraints requirements-dev.lock --output-file requirements-bench.lock

# Strict: a package that could not be looked up is a failure, not a pass.
audit-dependencies: $(VENV)/dev
	$(PY) -m pip_audit --requirement requirements.lock --require-hashes --disable-pip --strict

licenses: $(VENV)/dev
	$(PY) -m piplicenses --from=mixed --order=license

clean:
	rm -rf $(VENV) .coverage htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

FORCE:
