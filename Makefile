# Two commands are enough: `make report` and `make test`. Each makes its own environment and can be run again.
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
OUTPUT ?= analyzer-report
SECONDS ?= 60
N ?= 10000

ifdef UV
NEW = uv venv --quiet --python $(PYTHON) $(VENV)
INSTALL = uv pip install --quiet --python $(BIN)/python
else
NEW = $(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: report test check lock evaluate benchmark fuzz clean

report: $(VENV)/.installed
	@$(BIN)/analyzer compare --output $(OUTPUT)

test: $(VENV)/.developing
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/.developing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Measures quality and speed on evaluation data; name the folder: make evaluate DATA=folder
evaluate: $(VENV)/.developing
	@$(BIN)/python -m evaluation.sentences --data $(DATA)
	@$(BIN)/python -m evaluation.tone_parity --data $(DATA)
	@$(BIN)/python -m evaluation.attributions --data $(DATA)
	@$(BIN)/python -m evaluation.voices --data $(DATA)
	@$(BIN)/python -m evaluation.null_contrasts --data $(DATA)
	@$(BIN)/python -m evaluation.null_keyness --data $(DATA)
	@$(BIN)/python -m evaluation.planted --data $(DATA)
	@$(BIN)/python -m evaluation.coverage

# Times every stage and the whole job beside their peers: make benchmark DATA=folder OPTIONS="--sizes 1k,10k,100k"
benchmark: $(VENV)/.developing
	@$(BIN)/python -m benchmarks --data $(DATA) $(OPTIONS)

# Bytes that nobody meant, SECONDS for each parser of this project and N broken files for every reader
fuzz: $(VENV)/.developing
	@$(INSTALL) "atheris>=3"
	@$(BIN)/python -m tests.fuzzing --seconds $(SECONDS)
	@$(BIN)/python -m tests.fuzzing.many --n $(N)

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) dist build analyzer-report .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@$(NEW)

$(VENV)/.installed: $(BIN)/python pyproject.toml
	@echo "Installing (first time only) ..."
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.developing: $(BIN)/python pyproject.toml requirements.lock
	@echo "Installing what the tests need (first time only) ..."
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --editable .
	@touch $@ $(VENV)/.installed
