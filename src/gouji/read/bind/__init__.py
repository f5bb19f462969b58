"""From tables to points: what title, column and row say, put together (see `gouji.read.claims`)."""
