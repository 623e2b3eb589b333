# make app: the dashboard · make test: every test · make check: style and types · make bench: figures
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501
STORE  ?= data/store
SIZE   ?= small

.PHONY: app test check sbom bench quality clean

# The environment, made anew when the pinned versions or the project's own needs change.
$(VENV)/.app: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.test: $(VENV)/.app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

app: $(VENV)/.app
	test -e $(STORE)/CURRENT || $(BIN)/partner-coverage ingest data/sample --store $(STORE)
	$(BIN)/partner-coverage app --store $(STORE) --port $(PORT)

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadscope

check: $(VENV)/.test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/python tools/audit.py

# What the program is made of, in CycloneDX's form.
sbom: $(VENV)/.app
	$(BIN)/python tools/sbom.py sbom.cdx.json

# What the page Data quality shows; run it after a change of the codebook, its rules or weights.
quality: $(VENV)/.app
	$(BIN)/python tools/quality.py

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks --size $(SIZE) -o docs/benchmarks.md

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
