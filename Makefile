# Two commands for a newcomer: `make run` and `make test`. Everything else is for those who build it.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.run
DEV_STAMP := $(VENV)/.dev

.PHONY: run test lint types check quality bench storm chaos shift fuzz clean lock

run: $(RUN_STAMP)
	@$(PY) -m bot start

test: $(DEV_STAMP)
	@$(PY) -m pytest -n auto

lint: $(DEV_STAMP)
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: $(DEV_STAMP)
	@$(PY) -m mypy

check: lint types test

quality: $(DEV_STAMP)
	@$(PY) -m tests.quality

bench: $(DEV_STAMP)
	@$(PY) -m tests.benchmarks

storm: $(DEV_STAMP)
	@$(PY) -m tests.storm

chaos: $(DEV_STAMP)
	@$(PY) -m tests.chaos

shift: $(DEV_STAMP)
	@$(PY) -m tests.shift

fuzz: $(DEV_STAMP)
	@$(PY) -m tests.fuzz

$(VENV)/pyvenv.cfg:
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): $(VENV)/pyvenv.cfg requirements.lock
	@echo "Installing the locked packages (once) ..."
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(VENV)/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null || $(VENV)/bin/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV_STAMP): $(VENV)/pyvenv.cfg requirements-dev.lock
	@echo "Installing the locked packages for tests (once) ..."
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(VENV)/bin/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

lock:
	@$(VENV)/bin/pip install -q pip-tools
	@$(VENV)/bin/pip-compile -q --generate-hashes --strip-extras --all-extras --no-emit-find-links --no-emit-index-url --no-emit-options -o requirements-dev.lock pyproject.toml
	@$(VENV)/bin/pip-compile -q --generate-hashes --strip-extras --extra semantic --no-emit-find-links --no-emit-index-url --no-emit-options -c requirements-dev.lock -o requirements.lock pyproject.toml

clean:
	@rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
