"""Key-value blocks of a form: field words beside or above their values, under the section that they belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gouji.law.goal_forms import field_group, goal_words, plain_word
from gouji.model.amount import fold, parse_number
from gouji.model.document import Place
from gouji.read.forms.labels import mark_words
from gouji.read.forms.pieces import Line, Piece, join_text, joined, printed_word, section_and_field
from gouji.read.forms.run_together import split_pairs
from gouji.read.forms.stacked import Stack, find_stack

_GOES_ON = ("(2)", "(3)", "(4)", "(5)")
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|预算)?")


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the form with the path of words that lead to it."""

    path: tuple[str, ...]
    text: str
    places: tuple[Place, ...]
    doubt: str | None = None
    column: int = 0  # where its word stands


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list inside the form: what names it, its cells by path, and the words that it belongs to."""

    label: str
    fields: tuple[Field, ...]
    path: tuple[str, ...] = ()


@dataclass(slots=True)
class _Section:
    """A word that owns the fields to its right, until something stands in its column again."""

    path: tuple[str, ...]
    column: int
    parent: _Section | None = None
    used: bool = False


@dataclass(slots=True)
class _State:
    fields: list[Field] = field(default_factory=list)
    rows: list[ListRow] = field(default_factory=list)
    section: _Section | None = None
    key: Piece | None = None  # the last field word that took a value
    title: tuple[str, ...] = ()
    margin: tuple[str, ...] = ()  # the section that stands beside a later line of the same matrix
    above: list[Piece] = field(default_factory=list)  # words and years met so far, which may head columns below


def read_fields(lines: Sequence[Line], title: str = "") -> tuple[tuple[Field, ...], tuple[ListRow, ...]]:
    """The fields of a block of lines, and the rows of lists between them; a section's title leads their paths."""
    state = _State(title=(title,) if title else ())
    lines = mark_words(lines)
    index = 0
    while index < len(lines):
        _leave_section(state, lines[index])
        stack = find_stack(lines, index)
        if stack is None:
            state.margin = _margin(lines[index:]) or (state.margin if _is_matrix_line(lines[index]) else ())
            _read_pairs(state, lines[index])
            state.above.extend(piece for piece in lines[index].pieces if piece.is_field or _YEAR.fullmatch(piece.text))
            index += 1
        else:
            _read_stack(state, stack)
            index = stack.end
    return _told_apart(state.fields), tuple(state.rows)


def _told_apart(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields, with the total above in the path of words that stand in two columns (其他资金 under each 总额)."""
    paths = Counter(item.path for item in fields)
    apart = []
    for position, item in enumerate(fields):
        above = next((known for known in reversed(fields[:position]) if _heads(known, item)), None)
        if paths[item.path] > 1 and above is not None:
            item = replace(item, path=(*item.path[:-1], above.path[-1], item.path[-1]))
        apart.append(item)
    return tuple(apart)


def _heads(known: Field, item: Field) -> bool:
    """Whether a field is the total that stands over another in the same column of words."""
    same_section = known.path[:-1] == item.path[:-1] and known.column == item.column
    return same_section and fold(known.path[-1]).endswith("总额")


def _leave_section(state: _State, line: Line) -> None:
    """End the section where something stands in or left of its column; (2) goes on with what (1) began."""
    first = line.pieces[0]
    if fold(first.text).startswith(_GOES_ON):
        return
    while state.section is not None and first.column <= state.section.column:
        state.section = state.section.parent


def _read_pairs(state: _State, line: Line) -> None:
    """Read a line of words and values from left to right."""
    pieces, position = line.pieces, 0
    while position < len(pieces):
        piece = pieces[position]
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        pairs = split_pairs(piece.text)
        if pairs and (position == 0 or not pieces[position - 1].is_field or field_group(pairs[0][0]) == "money"):
            _add_pairs(state, piece, pairs)
            position += 1
        elif piece.is_field:
            if following is not None and following.is_field and following.column == piece.end:
                _open_section(state, printed_word(piece), piece.column)
                position += 1
                continue
            position = _read_value(state, pieces, position)
        else:
            end = _values_end(pieces, position + 1)
            _add_stray(state, joined(pieces[position:end]))
            position = end


def _open_section(state: _State, word: str, column: int) -> None:
    path = state.section.path if state.section else ()
    state.section = _Section((*path, word), column, state.section)


def _read_value(state: _State, pieces: Sequence[Piece], position: int) -> int:
    """Take the value after the word at `position`; gives the position after it."""
    key = pieces[position]
    if (halves := section_and_field(key.text)) is not None:
        _open_section(state, halves[0], key.column)
        key = replace(key, text=halves[1])
    end = _values_end(pieces, position + 1)
    values = pieces[position + 1 : end]
    numbers = sum(parse_number(value.text) is not None for value in values)
    if numbers > 1:
        if parse_number(values[0].text) is not None:  # else the row's name goes on: where it ends, nobody knows
            _add_matrix_line(state, key, values)
    elif numbers and field_group(key.text) == "list":
        return end  # dirt in the head of a list: what its column holds are names
    elif values:
        value = joined(pieces[position + 1 : end])
        if field_group(key.text) == "identity" and "码" in key.text:
            value = replace(value, text=fold("".join(piece.text for piece in pieces[position + 1 : end])))
        _add(state, (printed_word(key),), value, key.column)
        state.key = key
    elif field_group(key.text) in {"section", "goal"}:
        _open_section(state, printed_word(key), key.column)
    return end


def _add_matrix_line(state: _State, key: Piece, values: Sequence[Piece]) -> None:
    """Add a line of several values as a row, each value under the words above it; without such a word it is not read.

    The outermost section leads the columns; the others (收入构成) tell rows of one name apart.
    """
    sections = state.margin
    if state.section is not None:
        sections += state.section.path if state.section.path[:1] != state.margin else state.section.path[1:]
        state.section.used = True
    fields = []
    for value in values:
        above = _words_above(state.above, value)
        if above:
            path = (*state.title, *sections[:1], *(printed_word(word) for word in above))
            fields.append(Field(path, value.text, value.places, value.doubt))
    if fields:
        state.rows.append(ListRow(printed_word(key), tuple(fields), sections[1:]))


def _words_above(words: Sequence[Piece], value: Piece) -> list[Piece]:
    """The words over a value, from the outermost in: the nearest one, and those of the lines just above it."""
    over = [word for word in words if word.overlaps(value)]
    nearest = over[-1:]
    while len(over) > len(nearest) and over[-1 - len(nearest)].line == nearest[0].line - 1:
        nearest.insert(0, over[-1 - len(nearest)])
    return nearest


def _is_matrix_line(line: Line) -> bool:
    return sum(parse_number(piece.text) is not None for piece in line.pieces) > 1


def _margin(lines: Sequence[Line]) -> tuple[str, ...]:
    """The section in the margin of the lines of a matrix, which stands beside some middle line of it."""
    for line in lines:
        if not _is_matrix_line(line):
            break
        if field_group(line.pieces[0].text) == "section" and line.pieces[0].column == 0:
            return (printed_word(line.pieces[0]),)
    return ()


def _values_end(pieces: Sequence[Piece], position: int) -> int:
    while position < len(pieces) and not (pieces[position].is_field or split_pairs(pieces[position].text)):
        position += 1
    return position


def _add(state: _State, path: tuple[str, ...], value: Piece, column: int = 0) -> None:
    prefix = state.title
    if state.section is not None:
        prefix += state.section.path
        state.section.used = True
    state.fields.append(Field(prefix + path, value.text, value.places, value.doubt, column))


def _add_pairs(state: _State, piece: Piece, pairs: Sequence[tuple[str, str]]) -> None:
    for word, text in pairs:
        if text:
            _add(state, (word,), replace(piece, text=text))


def _add_stray(state: _State, value: Piece) -> None:
    """Place a value without a word: the use of the money, the only value of its section, or more of the last text."""
    section = state.section
    if section is not None and section.path[-1:] and (meaning := _rest_meaning(section.path[-1])):
        _add(state, (meaning,), value)
    elif section is not None and not section.used:
        _add(state, (), value)
    elif state.fields and state.key is not None and state.key.column < value.column and _is_text_key(state.key):
        last = state.fields[-1]
        text = join_text(last.text, value.text)
        state.fields[-1] = replace(last, text=text, places=last.places + value.places, doubt=last.doubt or value.doubt)


def _is_text_key(key: Piece) -> bool:
    return field_group(key.text) in {"text", "goal"}


def _rest_meaning(section: str) -> str | None:
    return goal_words().rest.get(plain_word(section))


def _read_stack(state: _State, stack: Stack) -> None:
    """Read words that stand above their values: one line of values belongs to the project, several are a list."""
    while state.section is not None and stack.margin is not None and stack.margin <= state.section.column:
        state.section = state.section.parent
    prefix = (*state.title, *(state.section.path if state.section else ()), *stack.prefix)
    if not stack.is_list:
        for row in stack.rows:
            for path, piece in row:
                _add_stacked(state, prefix + path, piece)
        return
    for row in stack.rows:
        fields = tuple(Field(prefix + path, piece.text, piece.places, piece.doubt) for path, piece in row)
        state.rows.append(ListRow(row[0][1].text, fields))


def _add_stacked(state: _State, path: tuple[str, ...], piece: Piece) -> None:
    """Add a value, or join it to the value that an earlier line gave for the same words (a text over two lines)."""
    for position, known in enumerate(state.fields):
        if known.path == path:
            text = join_text(known.text, piece.text)
            state.fields[position] = replace(known, text=text, places=known.places + piece.places)
            return
    state.fields.append(Field(path, piece.text, piece.places, piece.doubt))
