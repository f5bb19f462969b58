"""Renderers: an edition → the bytes of one file format."""
