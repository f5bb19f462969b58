"""An edition → one HTML file: a budget book that opens offline, with summary, charts, search, links to every cell."""

from gouji.build.render.html.page import render_html

__all__ = ["render_html"]
