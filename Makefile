# make demo   the dashboard on made-up answers          make check  format, lint, types, contracts, fast tests
# make test   everything, browser journeys included     make bench  the benchmarks

PORT ?= 8501
NO_BROWSER ?=

BIN := .venv/bin
STAMP := .venv/.set-up

.PHONY: setup demo test check static chromium bench lock clean

# The stamp holds the folder that .venv was made in: a copied clone gets its own.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@.ci/setup

demo: setup
	$(BIN)/skillgap demo --port $(PORT) $(if $(filter-out 0,$(NO_BROWSER)),--no-browser)

# A file of tests stays on one core: what a file sets up once, it sets up once. Files come by their names and not the
# fullest first: benchmarks, kills and journeys are few and long, and must not be what one core is left with at the end.
PYTEST := $(BIN)/pytest -n logical --dist loadfile --no-loadscope-reorder

static: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(wildcard app.py) pages pipeline $(wildcard sample_data/*.py)
	$(BIN)/lint-imports

check: static
	$(PYTEST) -m "not browser and not slow"

test: static chromium
	$(PYTEST)

chromium:
	@.ci/chromium

bench: setup
	$(BIN)/python -m tests.benchmarks

# uv resolves for every Python and system at once; it is needed for nothing else.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
	    --output-file requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .demo .bench build *.egg-info
