"""Law as dated data with its sources: classifications, hierarchies of dimensions, the vocabulary of the forms."""
