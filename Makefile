# `make ratings` and `make test` need Python 3.11 or newer, git and make; everything else comes from the locks into .venv.
# Another interpreter gets an environment of its own: `make PYTHON=python3.12 test` works in .venv-python3.12.

PYTHON ?= python3
VENV := $(if $(filter file,$(origin PYTHON)),.venv,.venv-$(notdir $(PYTHON)))
BIN := $(VENV)/bin
LOWEST := $(VENV)-lowest
LOCKING := .venv-locking
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))

# Only wheels whose hash the lock names: nothing is compiled here, and no unlocked build tool is fetched.
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --requirement
INSTALL_PACKAGE := -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help:  ## show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "make %-15s %s\n", $$1, $$2}'

# ---- environments: made once, and again when their lock changes ----

# pip is the last thing that a new environment gets: one that was interrupted is made again.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "csrating needs Python 3.11 or newer, and $(PYTHON) is %d.%d; try make PYTHON=python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/pip
	$(BIN)/python $(INSTALL) requirements.lock
	$(BIN)/python $(INSTALL_PACKAGE)
	@touch $@

$(VENV)/.development: requirements-development.lock $(VENV)/.runtime
	$(BIN)/python $(INSTALL) requirements-development.lock
	@touch $@

$(LOWEST)/.installed: requirements-lowest.lock pyproject.toml | $(BIN)/pip
	$(BIN)/python -m venv $(LOWEST)
	$(LOWEST)/bin/python $(INSTALL) requirements-lowest.lock
	$(LOWEST)/bin/python $(INSTALL_PACKAGE)
	@touch $@

# ---- the main job ----

.PHONY: install
install: $(VENV)/.runtime  ## put Python and the command csrating into .venv, in the versions that were tested

.PHONY: ratings
ratings: $(VENV)/.runtime  ## rate the 152 councils: tables and letters in data/processed
	$(BIN)/csrating build

.PHONY: lab
lab: $(VENV)/.development  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

.PHONY: notebooks
notebooks: $(VENV)/.development  ## run the notebooks again and keep their outputs
	$(BIN)/python maintenance/execute_notebooks.py $(NOTEBOOKS)

.PHONY: bench
bench: $(VENV)/.development  ## measure the figures that the README quotes
	$(BIN)/python benchmarks/run.py

# ---- what must hold ----

# A file of tests stays together, so that what it builds once is built once.
IN_PARALLEL := --numprocesses auto --dist loadfile

.PHONY: test
test: style types imports tests test-notebooks lowest  ## everything that must hold

.PHONY: style
style: $(VENV)/.development  ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(VENV)/.development  ## mypy --strict
	$(BIN)/mypy --strict csrating

.PHONY: imports
imports: $(VENV)/.development  ## who may import whom
	$(BIN)/lint-imports

.PHONY: tests
tests: $(VENV)/.development  ## pytest: the tests, and the examples in the docstrings
	$(BIN)/python -m pytest $(IN_PARALLEL)

.PHONY: test-notebooks
test-notebooks: $(VENV)/.development  ## every stored output of the notebooks comes out again
	$(BIN)/python -m pytest --nbval --nbval-current-env --nbval-sanitize-with notebooks/nbval-sanitize.cfg notebooks

# Old libraries on newer ones use names that are to go: their affair, which the locked versions have behind them.
OLD_LIBRARIES := -W ignore::DeprecationWarning -W ignore::PendingDeprecationWarning

.PHONY: lowest
lowest: $(LOWEST)/.installed  ## the lowest declared versions resolve, and the quick tests pass on them
	$(LOWEST)/bin/python -m pip check --disable-pip-version-check
	$(LOWEST)/bin/python -m pytest $(IN_PARALLEL) -m "not slow and not locked" $(OLD_LIBRARIES)

# Without these the tests that open pages are skipped, saying so: nothing else needs more than Python, git and make.
.PHONY: browser
browser:  ## what the tests of pages need besides: Chromium, from Debian's packages, and axe-core
	command -v chromium > /dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }
	npm ci --prefix tests/browser --no-audit --no-fund --ignore-scripts

.PHONY: fuzz
fuzz: $(VENV)/.development  ## damage 10,000 files and read them: no crash, no hang, no wrong figure
	$(BIN)/python maintenance/fuzz.py --count 10000

# ---- upkeep ----

.PHONY: format
format: $(VENV)/.development  ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# `make lock` keeps the locked versions where it can; `make lock UPGRADE=--upgrade` takes the newest. The lowest lock is always made afresh:
# a version kept from before would hide a bound that was lowered.
COMPILE = $(LOCKING)/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --only-binary :all: \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml
EVERYTHING := --group building --group development --extra notebooks

$(LOCKING)/bin/uv: | $(BIN)/pip
	$(BIN)/python -m venv $(LOCKING)
	$(LOCKING)/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

.PHONY: lock
lock: $(LOCKING)/bin/uv  ## write the three locks again from pyproject.toml
	$(COMPILE) $(UPGRADE) --group building --output-file requirements.lock
	$(COMPILE) $(UPGRADE) $(EVERYTHING) --constraint requirements.lock --output-file requirements-development.lock
	$(COMPILE) $(EVERYTHING) --resolution lowest-direct --upgrade --output-file requirements-lowest.lock

.PHONY: method
method: $(VENV)/.runtime  ## write the rules of the frameworks into docs/method.md, and the registers into docs/data.md
	$(BIN)/python maintenance/method_table.py
	$(BIN)/python maintenance/measures_table.py

.PHONY: clean
clean:  ## remove the environments, the caches and the built tables
	rm -rf .venv .venv-* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis data/processed
	find csrating tests maintenance benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
