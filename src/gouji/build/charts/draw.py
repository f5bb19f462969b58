"""Charts as static SVG: no script, fonts by family name, readable on light and dark ground."""

from __future__ import annotations

from gouji.build.charts.bars import draw_bars
from gouji.build.charts.flow import draw_flow
from gouji.build.charts.model import Change, Chart, Leaf, Link
from gouji.build.charts.treemap import draw_treemap


def draw_chart(chart: Chart, width: int = 760) -> str:
    """The chart as one SVG element of a width (px); what its items are says how it is drawn."""
    id_ = f"{chart.id}-{width}"
    if links := [item for item in chart.items if isinstance(item, Link)]:
        return draw_flow(id_, chart.title, chart.summary, links, width)
    if leaves := [item for item in chart.items if isinstance(item, Leaf)]:
        return draw_treemap(id_, chart.title, chart.summary, leaves, width)
    changes = [item for item in chart.items if isinstance(item, Change)]
    return draw_bars(id_, chart.title, chart.summary, changes, width)
