"""Faults in a file: what stops Gouji from reading it, with place, cause and remedy."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read (wholly). `code` is stable and names an entry of the errors gallery.

    The message is given in Chinese and English and says what is wrong and what to do; `place` says where, if known.
    """

    code = "unreadable"

    def __init__(self, chinese: str, english: str, *, place: str = "", code: str | None = None) -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english
        self.place = place
        if code is not None:
            self.code = code
