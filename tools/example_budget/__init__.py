"""The invented department behind examples/: figures (budget.toml), tables, narrative, faults and page layout."""
