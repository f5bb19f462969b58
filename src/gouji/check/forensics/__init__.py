"""How a wrong figure came about: the formula over the document's own figures that reproduces it."""
