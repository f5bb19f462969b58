"""Gouji 勾稽: read, check, compile and publish Chinese departmental budgets.

    file ─read─▶ Document ─read─▶ Table ─read─▶ ClaimSet ─check─▶ Findings ─report─▶ terminal, HTML, JSON, XLSX, SARIF

Every printed figure is a claim about a point in one budget space; figures that stand in several places must tie.
Start at :mod:`gouji.pipeline`, the whole path on one screen.
"""

__version__ = "0.1.0"
