"""Drawn paths → ruling lines: strokes, thin filled rectangles, sides of rectangles, dashes joined, doubles made one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gouji.read.pdf import native
from gouji.read.pdf.geometry import Frame, Rectangle, place_rectangle
from gouji.read.pdf.matrix import Matrix, apply, multiply

_THIN = 4.0  # points: a filled shape thinner than this is a line
_SAME_POSITION = 1.2  # points between the axes of pieces of one line
_DASH_GAP = 4.5  # points between the ends of pieces of one line
_SHORTEST = 5.0  # points: what stays shorter after joining is a tick or a dot
_WHITE = 250  # of 255 in each colour


class Rule(NamedTuple):
    """A straight line along an axis: where it stands across (`at`) and from where to where it runs."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a page, and its filled areas and curves (which hint at charts and shaded cells)."""

    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    fills: tuple[Rectangle, ...]
    curves: tuple[Rectangle, ...]


def read_drawing(objects: native.DrawnObjects, frame: Frame) -> Drawing:
    """The ruling lines and filled areas among the drawn objects of a page."""
    horizontals: list[Rule] = []
    verticals: list[Rule] = []
    fills: list[Rectangle] = []
    curves: list[Rectangle] = []
    probe = native.Probe()
    for address in objects.paths:
        for x0, y0, x1, y1 in _straight_pieces(probe, address, objects.form(address), frame, fills, curves):
            width, height = x1 - x0, y1 - y0
            if height <= _THIN and height <= width:
                horizontals.append(Rule((y0 + y1) / 2, x0, x1))
            if width <= _THIN and width <= height:
                verticals.append(Rule((x0 + x1) / 2, y0, y1))
    page_width, page_height = frame.size
    return Drawing(
        _join(horizontals, page_height, page_width),
        _join(verticals, page_width, page_height),
        tuple(fills),
        tuple(curves),
    )


def _straight_pieces(
    probe: native.Probe, address: int, form: Matrix, frame: Frame, fills: list[Rectangle], curves: list[Rectangle]
) -> list[Rectangle]:
    """The thin pieces of one path; what it fills and curves goes to `fills` and `curves`."""
    bounds = place_rectangle(probe.bounds(address), form, frame)
    x0, y0, x1, y1 = bounds
    thin = x1 - x0 <= _THIN or y1 - y0 <= _THIN
    fill, stroke = probe.path_paint(address)
    if thin:
        return [bounds] if _is_visible(fill) or _is_visible(stroke) else []
    stroked = _is_visible(stroke)
    if not stroked and not _is_painted(fill):
        return []
    if not stroked and native.segment_count(address) <= 5:
        if _is_visible(fill):
            fills.append(bounds)
        return []
    pieces, areas, curved = _walk(address, form, frame)
    if curved:
        curves.append(bounds)
    if _is_visible(fill):
        thin_areas = [area for area in areas if area[2] - area[0] <= _THIN or area[3] - area[1] <= _THIN]
        fills.extend(area for area in areas if area not in thin_areas)
        return thin_areas + (pieces if stroked else [])
    return pieces if stroked else []


def _walk(address: int, form: Matrix, frame: Frame) -> tuple[list[Rectangle], list[Rectangle], bool]:
    """A path's straight sides along an axis, the areas of its figures, and whether it has curves."""
    matrix = multiply(native.object_matrix(address), form)
    sides: list[Rectangle] = []
    areas: list[Rectangle] = []
    figure: list[tuple[float, float]] = []
    curved = False
    for kind, x, y, closes in native.path_segments(address):
        px, py, _, _ = frame.rectangle(*(apply(matrix, x, y) * 2))
        if kind == native.MOVE_TO:
            _close(figure, areas)
            figure = []
        elif kind == native.LINE_TO and figure:
            _side(figure[-1], (px, py), sides)
        elif kind == native.CURVE_TO:
            curved = True
        figure.append((px, py))
        if closes and len(figure) > 2:
            _side(figure[-1], figure[0], sides)
    _close(figure, areas)
    return sides, areas, curved


def _side(start: tuple[float, float], end: tuple[float, float], sides: list[Rectangle]) -> None:
    (x0, y0), (x1, y1) = start, end
    if min(abs(x1 - x0), abs(y1 - y0)) <= 1.0:
        sides.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _close(figure: Sequence[tuple[float, float]], areas: list[Rectangle]) -> None:
    if len(figure) > 2:
        xs, ys = [x for x, _ in figure], [y for _, y in figure]
        areas.append((min(xs), min(ys), max(xs), max(ys)))


def _is_painted(colour: native.Colour | None) -> bool:
    return colour is not None and colour[3] > 0


def _is_visible(colour: native.Colour | None) -> bool:
    return colour is not None and colour[3] > 0 and min(colour[:3]) < _WHITE


def _join(rules: list[Rule], across: float, along: float) -> tuple[Rule, ...]:
    """The lines with pieces, dashes and duplicates joined, cut to the page, without ticks and dots."""
    clusters: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not -_THIN <= rule.at <= across + _THIN:
            continue
        if clusters and rule.at - clusters[-1][0].at <= _SAME_POSITION:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    joined = [rule for cluster in clusters for rule in _join_cluster(cluster)]
    cut = (Rule(rule.at, max(rule.start, 0.0), min(rule.end, along)) for rule in joined)
    return tuple(rule for rule in cut if rule.length >= _SHORTEST)


def _join_cluster(cluster: list[Rule]) -> Iterable[Rule]:
    cluster.sort(key=lambda rule: rule.start)
    at = sum(rule.at * (rule.length + 0.1) for rule in cluster) / sum(rule.length + 0.1 for rule in cluster)
    start, end = cluster[0].start, cluster[0].end
    for rule in cluster[1:]:
        if rule.start - end <= _DASH_GAP:
            end = max(end, rule.end)
        else:
            yield Rule(at, start, end)
            start, end = rule.start, rule.end
    yield Rule(at, start, end)
