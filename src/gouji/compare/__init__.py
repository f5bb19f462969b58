"""Documents held against each other: what they are to one another, what must tie between them, what became of what.

ClaimSets ──relate──▶ Links ──checks──▶ Outcomes, Findings; changes, projects, names, goals ──▶ Comparison
"""
