# Every task of a newcomer and a developer as one command. `make help` lists them.
#
# Needs make and Python 3.11 or newer with pip and venv. Everything else, Node included, is installed into .venv/ from
# the lock files, in which every entry is pinned by its hash.

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
PYTHONS := python3.13 python3.12 python3.11 python3
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
CHROMIUMS := chromium chromium-browser google-chrome google-chrome-stable chrome

# Each name is tried: on the PATH it may be a shim without a Python behind it, or a Python without pip.
FIND_PYTHON = for name in $(PYTHONS); do \
	  if "$$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	  then echo "$$name"; exit 0; fi; \
	done; \
	echo "No usable Python was found. newsgloss needs Python 3.11 or newer with pip and venv (on Debian and" >&2; \
	echo "Ubuntu: apt-get install python3-venv). Tried: $(PYTHONS)." >&2; \
	exit 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build demo serve cluster quick accuracy test lint hooks bench clean lock python chromium servers

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*##/make \1\t/p' $(MAKEFILE_LIST) | expand -t 14

build: $(STAMPS)/project  ## install into .venv/ and build the site
	$(BIN)/build

demo: $(STAMPS)/project  ## build the larger example site, an invented newspaper
	$(BIN)/newsgloss build --root examples

serve: $(STAMPS)/project  ## build, serve on this machine, rebuild on change
	$(BIN)/newsgloss serve

cluster: $(STAMPS)/cluster  ## install Dask, too, to annotate on a cluster of machines

quick: $(STAMPS)/dev  ## linters, type checker and the tests that are not slow: half a minute on two cores
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow" $(ALL_CORES)

accuracy: $(STAMPS)/dev  ## the cases of names, quotes and speakers, with the real language model
	$(BIN)/python -m pytest tests/accuracy

test: $(STAMPS)/dev $(STAMPS)/web $(STAMPS)/pythons chromium servers  ## linters, type checker and all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest

# Each worker begins with its own half of the tests, so that what the tests of a file share is made once.
ALL_CORES = --numprocesses auto --dist worksteal

lint: $(STAMPS)/dev  ## linters and type checker, fixing what can be fixed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/mypy

hooks: $(STAMPS)/dev  ## run linters and type checker before each commit in this clone
	$(BIN)/pre-commit install

bench: $(STAMPS)/dev $(STAMPS)/web  ## measure builds and annotating
	$(BIN)/python -m bench.builds --briefs 100 200 --rounds 3
	$(BIN)/python -m bench.annotating

clean:  ## delete everything that was generated, the environment included
	rm -rf $(VENV) site examples/site .newsgloss examples/.newsgloss dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

lock: $(STAMPS)/dev  ## update the lock files from pyproject.toml
	$(BIN)/uv $(LOCK) pyproject.toml --extra cluster --group build --group dev --group lock \
	  --output-file requirements-dev.lock
	# What is tested is what is installed: of packages that the tests limit, the same versions.
	$(BIN)/uv $(LOCK) pyproject.toml --extra cluster --group build --constraint requirements-dev.lock \
	  --output-file requirements-cluster.lock
	$(BIN)/uv $(LOCK) pyproject.toml --group build --constraint requirements-dev.lock --output-file requirements.lock
	$(BIN)/uv $(LOCK) bench/peers.in --output-file bench/peers.lock
	rm -f tools/web/package-lock.json
	cd tools/web && $(NPM) install --package-lock-only --omit-lockfile-registry-resolved $(NPM_QUIET)
	$(BIN)/python -m tools.web_lock tools/web/package-lock.json

LOCK = pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links

# Packages may not run scripts when they are installed: none of these needs to.
NPM = PATH="$(abspath $(BIN)):$$PATH" $(abspath $(BIN))/npm
NPM_QUIET = --ignore-scripts --no-audit --no-fund --loglevel=error

python:  ## print the Python that the environment is created with
	@$(FIND_PYTHON)

$(BIN)/python:
	@set -e; python=$$($(FIND_PYTHON)); echo "Creating $(VENV) with $$python"; "$$python" -m venv --clear $(VENV)

$(STAMPS)/project: $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing newsgloss and its dependencies into $(VENV): this takes a minute or two, once."
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/cluster: $(STAMPS)/project requirements-cluster.lock
	$(PIP) --require-hashes --requirement requirements-cluster.lock
	@touch $@

$(STAMPS)/dev: $(STAMPS)/project requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

# Environments of the other Pythons of this machine, in which tests build the same sites: half a minute each, once.
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

# What the tests of publishing send sites with, and to.
servers:
	@if PATH="$$PATH:/usr/sbin" && command -v git >/dev/null && command -v rsync >/dev/null && \
	  command -v rclone >/dev/null && command -v ssh >/dev/null && command -v sshd >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	if command -v apt-get >/dev/null && { [ -z "$$sudo" ] || command -v sudo >/dev/null; } && \
	  $$sudo apt-get update && $$sudo apt-get install --yes --no-install-recommends \
	  git rsync rclone openssh-client openssh-server; then exit 0; fi; \
	echo "The tests of publishing need git, rsync, rclone, ssh and sshd, and they could not be installed here." >&2; \
	exit 1
