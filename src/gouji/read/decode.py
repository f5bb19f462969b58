"""Bytes → text, in the encoding that the bytes prove; a wrong guess is an error, never garbled figures."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from gouji.model.fault import ReadError
from gouji.read.faults import fault

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARABLE = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8-sig", "big5": "big5"}
_SAMPLE = 20_000
"""Characters that are looked at to judge whether a decoding makes sense."""

_PLAUSIBLE = 0.9
"""Least share of everyday characters; published budgets have 0.97 and more, wrongly decoded text under 0.7."""

_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·￥％＋－×÷＝≥≤±℃㎡①②③④⑤⑥⑦⑧⑨⑩　\ufeff")
_GARBLED = re.compile(r"锟斤拷|(?:ï¿½){2,}|(?:[ -¿]{0,2}[À-ÖØ-öø-ÿ][ -¿]{0,2}){5,}")
"""What GB 18030 or UTF-8 looks like when read as another encoding and saved; × · ± alone are honest Chinese text."""

LOST = "\ufffd"
"""What stands for a character that cannot be read."""

_MOST_SCARS = 5
"""Broken characters that a text may have and still be read."""


def decode_text(data: bytes, declared: str | None = None) -> str:
    """The text of a file in UTF-8, GB 18030, UTF-16 or the encoding it declares, with line ends made one.

    A declared encoding is believed only where the bytes agree with it.

    Raises:
        ReadError: no encoding makes sense, NUL bytes, Big5, or text that a wrong encoding garbled before.
    """
    text = _decode_declared(data, declared) or _decode(data)
    nul = text.find("\x00")
    if nul >= 0:
        raise fault("nul_bytes", offset=data.find(b"\x00") + 1)
    garbled = _GARBLED.search(text)
    if garbled is not None:
        raise fault("mojibake", place=_line_of(text, garbled.start()), detail=garbled[0][:12])
    lost = text.find(LOST)
    if text.count(LOST) > max(2, len(text) // 1000):
        raise fault("mojibake", place=_line_of(text, lost), detail=_around(text, lost))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    """The text in its declared encoding; None where that is unknown, wrong, or makes no sense."""
    encoding = (declared or "").lower()
    if encoding not in _DECLARABLE:
        return None
    try:
        text = data.decode(_DECLARABLE[encoding])
    except UnicodeDecodeError:
        return None
    share = _everyday_share(text) if encoding != "big5" else _share(map(_is_common_big5, _beyond_ascii(text)))
    return text if share >= _PLAUSIBLE else None


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_strictly(data, encoding)
    utf16 = decode_bare_utf16(data)
    if utf16 is not None:
        return utf16
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_scarred(data) or _decode_chinese(data, error.start)


def _decode_scarred(data: bytes) -> str | None:
    """Text in UTF-8 with a few broken bytes, each shown as �, which no number survives; None for anything else.

    UTF-8 never takes ASCII characters into a broken one, so no digit is lost or moved.
    """
    text = data.decode("utf-8", "replace")
    if text.count(LOST) > _MOST_SCARS or text.endswith(LOST) or text.count(LOST) * 1000 > len(text):
        return None
    return text if _everyday_share(text) >= _PLAUSIBLE else None


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise fault("encoding_unknown", offset=error.start + 1) from None


def decode_bare_utf16(data: bytes) -> str | None:
    """Text in UTF-16 without a byte order mark, which NUL bytes and everyday characters prove; else None."""
    if len(data) % 2 or b"\x00" not in data[:_SAMPLE]:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and _everyday_share(text) >= _PLAUSIBLE:
            return text
    return None


def _decode_chinese(data: bytes, utf8_stops: int) -> str:
    """Text in GB 18030, if its characters are the everyday ones."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _unknown(data, max(utf8_stops, error.start)) from None
    if "\x00" in text or _everyday_share(text) >= _PLAUSIBLE:
        return text
    raise _unknown(data, utf8_stops)


def _unknown(data: bytes, sense_ends: int) -> ReadError:
    """What to say of bytes that make sense in UTF-8 or GB 18030 up to a place only."""
    if sense_ends >= len(data) - 3 and sense_ends > 0:
        return fault("damaged", detail=("最后一个字不完整", "its last character is cut"))
    return fault("encoding_big5" if _is_big5(data) else "encoding_unknown", offset=sense_ends + 1)


def _is_big5(data: bytes) -> bool:
    try:
        text = data.decode("big5")
    except UnicodeDecodeError:
        return False
    return _share(map(_is_common_big5, _beyond_ascii(text))) >= _PLAUSIBLE


def _everyday_share(text: str) -> float:
    """The share of characters outside ASCII that people write every day: a likelihood, not money."""
    return _share(map(_is_everyday, _beyond_ascii(text)))


def _beyond_ascii(text: str) -> Iterator[str]:
    return (character for character in text[:_SAMPLE] if ord(character) > 0x7F)


def _share(marks: Iterator[bool]) -> float:
    seen = list(marks)
    return sum(seen) / len(seen) if seen else 1.0


def _is_everyday(character: str) -> bool:
    if character in _PUNCTUATION or "\uff01" <= character <= "\uff5e":
        return True
    encoded = character.encode("gb2312", "ignore")
    return len(encoded) == 2 and (0xB0 <= encoded[0] <= 0xD7 or encoded[0] <= 0xA3)  # level 1: the 3,755 common ones


def _is_common_big5(character: str) -> bool:
    encoded = character.encode("big5", "ignore")
    return len(encoded) == 2 and 0xA1 <= encoded[0] <= 0xC6  # punctuation and level 1: the 5,401 common ones


def _line_of(text: str, position: int) -> tuple[str, str]:
    line = text.count("\n", 0, position) + 1
    return f"第 {line} 行", f"line {line}"


def _around(text: str, position: int) -> str:
    return " ".join(text[max(position - 4, 0) : position + 5].split())
