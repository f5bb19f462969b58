"""Flattened tables: a whole table printed as one run of words and figures, its rows and columns to be found again.

Figures are placed by codes, by the order of the run, by what the rest of the text prints beside the same names, and by
sums: a row's total is its parts, a column's total its rows. What sums do not settle is not read.
"""
