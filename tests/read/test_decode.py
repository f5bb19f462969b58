"""Text is decoded as its bytes prove, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.fault import ReadError
from gouji.read.decode import decode_text

LINE = "部门预算收支总表　单位：万元，“三公”经费 12.50（增长 3%）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_in_use_gives_the_same_text(encoding: str) -> None:
    assert decode_text((LINE * 3).encode(encoding)).removeprefix("\ufeff") == LINE * 3


@given(st.text(alphabet="部门预算收入支出合计0123456789.,\n%万元", min_size=1, max_size=60))
def test_budget_words_survive_utf_8_and_gb_18030(text: str) -> None:
    text = "收支总表" + text  # a word or two may be valid in both encodings; a file is longer
    assert (text, text) == (decode_text(text.encode()), decode_text(text.encode("gb18030")))


def test_line_ends_are_made_one() -> None:
    assert decode_text(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    "text", ["××××××××有限公司", "目录······················12", "气温±5℃ §1 ¥3 ÷2 ²", "café naïve"]
)
def test_honest_signs_are_not_garbage(text: str) -> None:
    assert text == decode_text(text.encode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (LINE.encode("gb18030").decode("latin-1").encode(), "mojibake"),
        (LINE.encode().decode("gb18030", "replace").encode(), "mojibake"),
        (LINE.encode("gb18030").decode("utf-8", "replace").encode(), "mojibake"),
        ("部門預算收支總表，單位：萬元".encode("big5"), "encoding_big5"),
        (b"12.50\xff\xfe\xfd\x81\x00\xff then more", "encoding_unknown"),
        (LINE.encode()[:-10] + b"\xe9\x83", "damaged"),
        (b"12\x0050 " + LINE.encode(), "nul_bytes"),
        (b"\xff\xfe\x00\xd8\x00\x00", "encoding_unknown"),
    ],
)
def test_what_is_in_doubt_is_an_error(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode_text(data)
    assert code == caught.value.code


def test_a_declared_encoding_is_believed_only_where_the_bytes_agree() -> None:
    assert decode_text(LINE.encode(), "gb2312") == LINE
    assert decode_text("預算數：12.50".encode("big5"), "big5") == "預算數：12.50"


def test_a_broken_byte_in_a_long_text_costs_only_its_character() -> None:
    text = LINE * 60
    data = bytearray(text.encode())
    data[text.encode().index(b"12.50")] = 0xE5
    read = decode_text(bytes(data))
    assert (read.count("\ufffd"), read.replace("\ufffd", "1")) == (1, text)
