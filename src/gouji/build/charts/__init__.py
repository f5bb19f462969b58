"""Charts of a budget: where its money comes from and goes, what it is for, and what changed; data, and static SVG."""

from gouji.build.charts.data import charts_of
from gouji.build.charts.draw import draw_chart
from gouji.build.charts.model import Change, Chart, Leaf, Link

__all__ = ["Change", "Chart", "Leaf", "Link", "charts_of", "draw_chart"]
