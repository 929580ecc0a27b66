# Two commands for a fresh machine: `make site` and `make test`. Everything goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test lint bench lighthouse clean

site: .venv/.installed
	$(BIN)/kabgraph build --strict
	@echo "The site is built: open site/index.html in a browser."

test: .venv/.installed-test
	$(BIN)/python -m pytest -n auto

lint: .venv/.installed-test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: .venv/.installed-test
	@$(BIN)/python bench/page_weight.py
	@$(BIN)/python bench/graph_frames.py
	@$(BIN)/python bench/save_latency.py

lighthouse: .venv/.installed-test
	@$(BIN)/python bench/lighthouse.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[annotate,df,rdf]"
	@touch $@

.venv/.installed-test: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[annotate,df,rdf,test]"
	@touch $@ .venv/.installed

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .hypothesis
