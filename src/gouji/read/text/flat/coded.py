"""Flattened tables with one code a row: the run is cut into rows, and each row's figures are given to columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gouji.read.text.flat.columns import Columns, Placement, can_place, placements, read_columns
from gouji.read.text.flat.evidence import Evidence
from gouji.read.text.flat.tokens import Token

_TOTAL_WORDS = frozenset({"合计", "总计"})
_MANY_SOLUTIONS = 64
_IMPOSSIBLE = 20.0


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row found in the run: code, label, amounts as printed, and for each column the amount that stands there."""

    code: str
    label: str
    amounts: tuple[Token, ...]
    placed: tuple[Token | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedTable:
    """A flattened table read: head words for code and label, columns, rows; `unplaced` amounts were not read."""

    code_head: str
    label_head: str
    columns: Columns
    rows: tuple[CodedRow, ...]
    unplaced: int


def read_coded_table(tokens: Sequence[Token], evidence: Evidence) -> CodedTable | None:
    """The table of which these are the tokens, or None where it is not one with a code in each row."""
    start = _body_start(tokens)
    words = [token.text for token in tokens[:start]]
    columns = read_columns(words)
    body = tokens[start:]
    if columns is None or sum(token.kind == "code" for token in body) < 3:
        return None
    rows = _cut_rows(body, columns)
    if rows is None:
        return None
    placed, unplaced = _place_rows(rows, columns, evidence)
    return CodedTable(
        _head_word(words, "代码编码", "科目编码"), _head_word(words, "名称", "科目名称"), columns, placed, unplaced
    )


def _head_word(words: Sequence[str], marks: str, default: str) -> str:
    pairs = [marks[index : index + 2] for index in range(0, len(marks), 2)]
    index = next((index for index, word in enumerate(words) if any(pair in word for pair in pairs)), None)
    if index is None:
        return default
    following = words[index + 1] if index + 1 < len(words) and words[index + 1].startswith("(") else ""
    return words[index] + following


def _body_start(tokens: Sequence[Token]) -> int:
    """The index of the first token below the head: the first figure or code, or the total's name before it."""
    start = next((index for index, token in enumerate(tokens) if token.kind != "word"), len(tokens))
    names_total = start > 0 and tokens[start - 1].text in _TOTAL_WORDS
    repeated = any(token.text in _TOTAL_WORDS for token in tokens[: max(start - 1, 0)])
    return start - 1 if names_total and repeated else start


def _is_anchor(token: Token) -> bool:
    return token.kind == "code" or token.text in _TOTAL_WORDS


def _cut_rows(body: Sequence[Token], columns: Columns) -> list[CodedRow] | None:
    """The run cut between its codes so that the rows make most sense; None where some row makes none."""
    anchors = [index for index, token in enumerate(body) if _is_anchor(token)]
    if not anchors:
        return None
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number, anchor in enumerate(anchors):
        last = number + 1 == len(anchors)
        ends = [len(body)] if last else range(anchor + 1, anchors[number + 1] + 1)
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in ends:
            costs = ((cost + _cost(body[begin:end], columns), (*cuts, begin)) for begin, (cost, cuts) in best.items())
            reached[end] = min(costs)
        best = reached
    cost, begins = best[len(body)]
    if cost >= _IMPOSSIBLE:
        return None
    rows = [_make_row(body[begin:end]) for begin, end in zip(begins, (*begins[1:], len(body)), strict=True)]
    return _share_labels(rows)


def _share_labels(rows: list[CodedRow]) -> list[CodedRow]:
    """The rows, two labels that were printed together before the first code given to both rows.

    They are told apart where the second repeats the first (a department, then its head office).
    """
    shared = list(rows)
    for index in range(len(rows) - 1):
        label = rows[index].label
        begins = (cut for cut in range(4, len(label) // 2 + 1) if label[cut:].startswith(label[:cut]))
        cut = next(begins, None)
        if cut is not None and not rows[index + 1].label:
            shared[index] = replace(rows[index], label=label[:cut])
            shared[index + 1] = replace(rows[index + 1], label=label[cut:])
    return shared


def _cost(tokens: Sequence[Token], columns: Columns) -> float:
    """How odd a run of tokens is as one row: no figures, no label, a label in pieces, figures before code and label."""
    values = tuple(token.value for token in tokens if token.kind == "amount")
    if not can_place(columns, values):
        return _IMPOSSIBLE
    labels = sum(1 for is_word, _ in groupby(tokens, key=_is_label) if is_word)
    is_total = any(token.text in _TOTAL_WORDS for token in tokens)
    cost = 0.0 if values else 0.5
    cost += 2.0 * labels if is_total else abs(labels - 1)
    return cost + (1.0 if tokens[0].kind == "amount" else 0.0)


def _is_label(token: Token) -> bool:
    return token.kind == "word" and token.text not in _TOTAL_WORDS


def _make_row(tokens: Sequence[Token]) -> CodedRow:
    code = next((token.text for token in tokens if token.kind == "code"), "")
    total = next((token.text for token in tokens if token.text in _TOTAL_WORDS), "")
    label = "".join(token.text for token in tokens if _is_label(token))
    return CodedRow(code, label or total, tuple(token for token in tokens if token.kind == "amount"))


def _place_rows(rows: Sequence[CodedRow], columns: Columns, evidence: Evidence) -> tuple[tuple[CodedRow, ...], int]:
    """The rows with their amounts in columns, and how many amounts were left out: two columns remained possible."""
    kept: list[CodedRow] = []
    unplaced = 0
    for row, choices in zip(rows, _solve(rows, columns, evidence), strict=True):
        placed: list[Token | None] = []
        for column in range(len(columns.paths)):
            values = {None if choice[column] is None else row.amounts[choice[column] or 0].value for choice in choices}
            index = next((choice[column] for choice in choices), None)
            sure = len(values) == 1 and index is not None and column not in columns.unnamed
            placed.append(row.amounts[index] if sure and index is not None else None)
        unplaced += len(row.amounts) - sum(token is not None for token in placed)
        kept.append(CodedRow(row.code, row.label, row.amounts, tuple(placed)))
    return tuple(kept), unplaced


def _solve(rows: Sequence[CodedRow], columns: Columns, evidence: Evidence) -> list[list[Placement]]:
    """For each row the placements that remain possible: of totals by evidence, of the others by the columns' sums."""
    possible = [_ordered(columns, row) for row in rows]
    if len(columns.paths) == 1:
        return possible
    whole = max((max(_values(row), default=0) for row in rows), default=0)
    totals = [index for index, row in enumerate(rows) if whole in _values(row)]
    for index in totals:
        possible[index] = _best_known(columns, rows[index], possible[index], evidence)
    deepest = max(len(row.code) for row in rows)
    leaves = [index for index, row in enumerate(rows) if len(row.code) == deepest and index not in totals]
    if not totals or not leaves:
        return possible
    solutions: list[tuple[float, list[Placement]]] = []
    for total in possible[totals[0]]:
        sums = _by_column(columns, rows[totals[0]], total)
        remaining = [(rows[index], possible[index]) for index in leaves]
        solutions.extend(_fill(columns, remaining, sums))
    lowest = min((cost for cost, _ in solutions), default=0.0)
    best = [chosen for cost, chosen in solutions if cost == lowest]
    for position, index in enumerate(leaves):
        possible[index] = list(dict.fromkeys(chosen[position] for chosen in best)) if best else []
    return possible


def _values(row: CodedRow) -> tuple[int, ...]:
    return tuple(token.value for token in row.amounts)


def _ordered(columns: Columns, row: CodedRow) -> list[Placement]:
    return sorted(placements(columns, _values(row)), key=_disorder)


def _disorder(placement: Placement) -> int:
    """How many pairs of figures stand in columns against their printed order."""
    indices = [index for index in placement if index is not None]
    return sum(later < earlier for position, earlier in enumerate(indices) for later in indices[position + 1 :])


def _best_known(columns: Columns, row: CodedRow, choices: Sequence[Placement], evidence: Evidence) -> list[Placement]:
    """The placements of a total row that agree most with what the rest of the text prints after the columns' names."""
    values = _values(row)

    def known(placement: Placement) -> float:
        pairs = zip(columns.fragments, placement, strict=True)
        return evidence.count_known((name, values[index]) for name, index in pairs if name and index is not None)

    scores = [known(choice) for choice in choices]
    return [choice for choice, score in zip(choices, scores, strict=True) if score == max(scores)]


def _by_column(columns: Columns, row: CodedRow, placement: Placement) -> dict[int, int]:
    values = _values(row)
    return {column: 0 if placement[column] is None else values[placement[column] or 0] for column in columns.leaves}


def _fill(
    columns: Columns, rows: Sequence[tuple[CodedRow, list[Placement]]], rest: dict[int, int]
) -> Iterator[tuple[float, list[Placement]]]:
    """Ways to place all leaf rows so that every column adds up to what the total row says, with their disorder."""
    slack = (len(rows) + 1) // 2
    found = 0

    def descend(
        position: int, rest: dict[int, int], cost: float, chosen: list[Placement]
    ) -> Iterator[tuple[float, list[Placement]]]:
        nonlocal found
        if found >= _MANY_SOLUTIONS:
            return
        if position == len(rows):
            if all(abs(residue) <= slack for residue in rest.values()):
                found += 1
                yield cost, chosen
            return
        row, choices = rows[position]
        for choice in choices:
            own = _by_column(columns, row, choice)
            left = {column: residue - own[column] for column, residue in rest.items()}
            if min(left.values()) >= -slack:
                yield from descend(position + 1, left, cost + _disorder(choice), [*chosen, choice])

    yield from descend(0, dict(rest), 0.0, [])
