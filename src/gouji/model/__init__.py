"""The nouns of the field as immutable values: what the other folders hand to each other.

Document (read) → Table (read) → Claim at a Point (read) → Identity, Outcome, Finding (check) → Report.
"""
