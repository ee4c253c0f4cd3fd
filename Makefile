# make demo    a force of invented people, in a browser within minutes
# make run     Peel as it runs for a force, on port 8000
# make test    every test, in parallel
# make check   lint, types, import rules, migrations, licences
# make bench   measures, written to var/bench.json and docs/reference/performance.md
# make fix     what the linter can mend by itself

VENV ?= .venv
PYTHON ?= python3
PORT ?= 8000
PEOPLE ?= 3000
WORKERS ?= $(shell nproc)
IN := $(VENV)/bin

export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo run test test-16 check bench fix chromium words
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# //p' Makefile | head -6

demo: $(VENV)/.made-run words
	$(IN)/peel demo --people $(PEOPLE) --port $(PORT)

run: $(VENV)/.made-run words
	$(IN)/peel serve --port $(PORT)

test: $(VENV)/.made-dev words chromium
	$(IN)/python -m pytest -n $(WORKERS) $(ARGS)

test-16: export PEEL_TEST_PG := 16
test-16: $(VENV)/.made-dev words
	$(IN)/python -m pytest -n $(WORKERS) -m "not browser" $(ARGS)

check: export PEEL_SECRET_KEY := a key that only checks use
check: export PEEL_PLAIN_HTTP := 1
check: $(VENV)/.made-dev words
	$(IN)/ruff check .
	$(IN)/ruff format --check .
	$(IN)/mypy peel
	$(IN)/lint-imports
	DATABASE_URL=postgres:///none $(IN)/python -W ignore manage.py makemigrations --check --dry-run
	$(IN)/python tests/licences.py

bench: $(VENV)/.made-dev words
	$(IN)/peel bench

fix: $(VENV)/.made-dev
	$(IN)/ruff check --fix .
	$(IN)/ruff format .

# The checkout is put on the environment's path as it is: nothing is built, and nothing but the lock is downloaded.
$(VENV)/bin/peel:
	@command -v git >/dev/null && $(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Peel needs git and Python 3.11 or newer with venv: apt-get install git make python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(IN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "peel.pth").write_text(str(pathlib.Path.cwd()))'
	printf '#!/bin/sh\nexec "%s" -m peel "$$@"\n' "$(abspath $(IN))/python" > $@
	chmod +x $@

$(VENV)/.made-run: requirements.lock | $(VENV)/bin/peel
	@test -e $(VENV)/.made-dev || $(IN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.made-dev: requirements-dev.lock | $(VENV)/bin/peel
	$(IN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.made-run

WORDS := $(wildcard peel/locale/*/LC_MESSAGES/django.po)
words: $(WORDS:.po=.mo)

%.mo: %.po
	$(IN)/pybabel -q compile -i $< -o $@

# Browser tests drive Debian's Chromium; the rest of Peel does without.
chromium:
	@command -v chromium >/dev/null && exit 0; \
	 install="apt-get install -y --no-install-recommends chromium"; \
	 if [ "$$(id -u)" = 0 ]; then apt-get update -q && $$install; \
	 elif sudo -n true 2>/dev/null; then sudo apt-get update -q && sudo $$install; \
	 else echo "The tests need Chromium: sudo apt-get install chromium"; exit 1; fi
