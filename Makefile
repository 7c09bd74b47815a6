# Everything a newcomer and a developer need, each as one command. `make help` lists it.
#
# Nothing but make and a Python from 3.11 on (with pip and venv) is expected of the machine; all else, Node
# included, is installed into .venv/ from the lock files, whose every entry is pinned by its hash.

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
PYTHONS := python3.13 python3.12 python3.11 python3
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
CHROMIUMS := chromium chromium-browser google-chrome google-chrome-stable chrome

# A name on the PATH may be a shim without a Python behind it, or a Python without pip: so each is tried.
FIND_PYTHON = for name in $(PYTHONS); do \
	  if "$$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	  then echo "$$name"; exit 0; fi; \
	done; \
	echo "No usable Python was found. newsgloss needs Python 3.11 or newer with pip and venv (on Debian and" >&2; \
	echo "Ubuntu: apt-get install python3-venv). Tried: $(PYTHONS)." >&2; \
	exit 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build demo serve test lint bench clean lock python chromium

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*##/make \1\t/p' $(MAKEFILE_LIST) | expand -t 14

build: $(STAMPS)/project  ## install into .venv/ and build the site
	$(BIN)/build

demo: $(STAMPS)/project  ## build the larger example site, an invented newspaper
	$(BIN)/newsgloss build --root examples

serve: $(STAMPS)/project  ## build, serve on this machine, rebuild on change
	$(BIN)/newsgloss serve

test: $(STAMPS)/dev $(STAMPS)/web $(STAMPS)/pythons chromium  ## the linters, the type checker and all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest

lint: $(STAMPS)/dev  ## the linters and the type checker, mending what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/mypy

bench: $(STAMPS)/dev  ## how long builds and annotating take
	$(BIN)/python -m bench.builds
	$(BIN)/python -m bench.annotating

clean:  ## delete everything that was made, the environment included
	rm -rf $(VENV) site examples/site .newsgloss examples/.newsgloss dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

lock: $(STAMPS)/dev  ## renew the lock files from pyproject.toml
	$(BIN)/uv $(LOCK) --group build --output-file requirements.lock
	$(BIN)/uv $(LOCK) --group build --group dev --group lock --output-file requirements-dev.lock
	rm -f tools/web/package-lock.json
	cd tools/web && $(NPM) install --package-lock-only --omit-lockfile-registry-resolved $(NPM_QUIET)
	$(BIN)/python -m tools.web_lock tools/web/package-lock.json

LOCK = pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml

# Packages run no scripts of their own as they are installed: none of these needs to.
NPM = PATH="$(abspath $(BIN)):$$PATH" $(abspath $(BIN))/npm
NPM_QUIET = --ignore-scripts --no-audit --no-fund --loglevel=error

python:  ## which Python the environment is made with
	@$(FIND_PYTHON)

$(BIN)/python:
	@set -e; python=$$($(FIND_PYTHON)); echo "Making $(VENV) with $$python"; "$$python" -m venv --clear $(VENV)

$(STAMPS)/project: $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing newsgloss and what it needs into $(VENV): this takes a minute or two, once."
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/dev: $(STAMPS)/project requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

# Other Pythons of this machine, in which tests build the same sites: half a minute for each, once.
$(STAMPS)/pythons: $(STAMPS)/dev requirements.lock tools/pythons.py
	$(BIN)/python -m tools.pythons $(VENV)/pythons
	@touch $@

$(STAMPS)/web: $(STAMPS)/dev tools/web/package.json tools/web/package-lock.json
	@mkdir -p $(VENV)/web
	cp tools/web/package.json tools/web/package-lock.json $(VENV)/web/
	cd $(VENV)/web && $(NPM) ci $(NPM_QUIET)
	@touch $@

chromium:
	@for name in $(CHROMIUMS); do command -v "$$name" >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	if command -v apt-get >/dev/null && { [ -z "$$sudo" ] || command -v sudo >/dev/null; } && \
	  $$sudo apt-get update && $$sudo apt-get install --yes --no-install-recommends chromium; then exit 0; fi; \
	echo "The browser tests need Chromium, and it could not be installed here. Install Chromium or Chrome so" >&2; \
	echo "that one of these is on the PATH: $(CHROMIUMS)." >&2; \
	exit 1
