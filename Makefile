# Two commands for newcomers: `make demo` and `make test`. Neither needs a compiler.
PYTHON ?= python3
BIN := .venv/bin
COVERED := */dunning_rules/model/*,*/dunning_rules/compiler/*,*/dunning_rules/engine/*,*/dunning_rules/analysis/*,*/dunning_rules/derive/*,*/dunning_rules/money/*

.PHONY: demo test measured test-all mutants lint bench schemas clean

.venv/demo: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dunning-rules needs Python 3.11 or newer; say: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/test: .venv/demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

demo: .venv/demo  ## Decide a small ledger, print the work list, write demo-report.html
	$(BIN)/dunning-rules demo --html demo-report.html

lint: .venv/test
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/dunning-rules fmt --check rulepacks
	$(BIN)/dunning-rules lint base receivables examples/milder-practice examples/wrong-invoice-name

test: lint measured  ## Everything that must hold before a change lands
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

# Measuring doubles the time of a test, so a part of the tests is measured, the same few generated packs every time, and all run without.
measured: .venv/test  ## What the tests of the rooms within cover of them
	DUNNING_AGREEMENT_PACKS=12 $(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --hypothesis-profile=mutants --cov=dunning_rules --cov-report= \
	  tests/model tests/money tests/derive tests/compiler tests/engine tests/meaning tests/analysis --ignore-glob='*z3*'
	$(BIN)/coverage report --include='$(COVERED)' --fail-under=99 --skip-covered --show-missing

test-all: lint  ## The same with ten times as many generated packs, and more generated cases
	DUNNING_AGREEMENT_PACKS=4500 $(BIN)/python -m pytest --numprocesses=auto --hypothesis-profile=long

mutants: .venv/test  ## Slips in compiler, engine and analysis that no test notices; MUTANTS='dunning_rules.engine.*' asks for some
	$(BIN)/python -m pip install --quiet '.[mutants]'
	DUNNING_AGREEMENT_PACKS=12 $(BIN)/mutmut run $(if $(MUTANTS),'$(MUTANTS)')
	$(BIN)/mutmut results

bench: .venv/test  ## Ratios against what a user would pick instead
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '.[bench]'
	$(BIN)/python benchmarks/matching.py

schemas: .venv/demo  ## Write the JSON Schemas anew after a change of the language
	$(BIN)/dunning-rules schema --out schemas/v1

clean:
	rm -rf .venv mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage demo-report.html
