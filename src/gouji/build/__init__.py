"""Build: a budget in the forms of a place — tables, sentences, goal forms — and its files."""
