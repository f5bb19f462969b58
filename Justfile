# What a commit must pass.
default: lint test

# Style, types, import layers, generated docs.
lint:
    uv run ruff check .
    uv run ruff format --check .
    uv run mypy
    uv run lint-imports
    uv run python tools/update_docs.py --check

# The fast suite (under three minutes on two cores).
test *ARGS:
    uv run pytest {{ARGS}}

# Everything, the slow tests too.
test-all:
    uv run pytest -m "slow or not slow"

# The data-driven cases of one check, e.g. `just case SUM01`.
case CODE:
    uv run pytest tests/check/test_cases.py -k {{CODE}}

# Write the example files anew from examples/budget.toml.
examples:
    uv run python tools/make_examples.py

# Write the generated pages of docs/ anew.
docs:
    uv run python tools/update_docs.py

# Let the formatter and the linter mend what they can.
fix:
    uv run ruff format .
    uv run ruff check --fix .

# Read and check every file of the development corpus: bound, held, seconds, memory.
corpus *ARGS:
    uv run --group benchmarks python benchmarks/corpus.py {{ARGS}}

# Figures right, wrong and missed against the hand-made gold tables.
gold *ARGS:
    uv run python benchmarks/gold.py {{ARGS}}

# Which of the faults that a person found in the gold texts the checker finds.
gold-findings *ARGS:
    uv run python benchmarks/gold_findings.py {{ARGS}}

# Speed of reading, checking and a cold start; ratios against other readers.
bench:
    uv run --group benchmarks python benchmarks/speed.py
    uv run --group benchmarks python benchmarks/readers.py
    uv run --group benchmarks python benchmarks/build.py

# Pin the base install's dependencies by hash; no host names go in.
lock:
    uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock
