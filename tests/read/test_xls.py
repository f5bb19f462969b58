"""Workbooks of Excel 97–2003 are read like newer ones."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.document import Grid, Paragraph
from gouji.model.fault import ReadError
from gouji.read.limits import Limits
from gouji.read.opener import read_bytes

PACKED = (
    b"c-rk)T}V_x6#nM!-9PhZ{R>nO5wbF+vWOt`_Cxuiru|?<m~OjNm>P=&`cRfF2vG@PQ1l|$LoZe@{ZK@`^$=+F5Cnx5fe-{iL5O-"
    b"g=j^@a&jv1(pxkenGjq<IbLQNcGjnI}@KE|l|NY!i%s~ZQm@@tF%#bN6ewzt^`c0FYcI~5LI#^Qh`)DCOZahhO<>fWx^&W+Wd-"
    b"@Baz$Yq4a2hpjt>J=2#7>E!NpTG2N~he@aEnSRawM({p~r+~3cV}3Plaw5$z`GCq&uPxW5}o}-fHFXA+1pQQi&=&6r1-"
    b"V*@$es<UBstt75ut?1-FfI<;In^7Uj4fY!P)+!~HBpN88=0y+q#EiI*?&<L_94+iklEC7Dk8~%BLBVSy(0?B{PmV5sq_emztm-"
    b"}gP=gO~XI?x5PQL#;wj`Axy_vmVUc)V^~<B6UqlJU{QS)-}G2BUKVjdHqkSpijs4JgAFv^R|Pj`i6_Zm5I%tM}%b-"
    b"kM!?<oR{Sw=-1v4)kB5{X1S?a-21(S=D2Nhp$%kP-"
    b"k&4*i03Vk;HEoIgJ9dPNNigvSgwmq)9tnc4~m4nYi=)O?9x=I4Y7Zi7)n^TE))@6X)52j8mn@E!0J&SS;2Fy&zumq@61?i!`Y&s?"
    b"D|<d%8vEqVyKgIGY4-"
    b"jny;SYp5OlTK6bF`q@}Z?ZL{?&aA<AMn4K^9YSQ!ziyPM5_R(i<FR4a$~w_L2+f&yy7{z#6}xG@jMFg5+m?_n^qFuxJ3K$EuY{ki"
    b"uS8#29<?|gHPK)i<JhBXn$w8WEo)aCYnNE_JfGE=<LAnw^m5S(xX3yKo2}Vm4|*IAx_Izd9{A+X#PuN!Zp}xWCeeSfo`j*HLd(Dd"
    b"4w%mUKUj=>Qqy#)=97w>Pdr&NtB5zN4jede;J|@{r41!FsMwuYw{FOMOY&OZbtb7yIiE?EE%u>}e(m%RaW`72j-"
    b"Vr<{8<UNvVExq+SuO<8TB-J1kDIa9L)*mFWqw0%;#CKVc_3wp+v`@N+izzJpOMzktzc"
)
"""Two sheets, the second hidden: a title, a unit line, a header, 746.3 and 0.1 + 0.2 as 0.00, a date, TRUE."""

WORKBOOK = zlib.decompress(base64.b85decode(PACKED))


def test_an_old_workbook_prints_its_formats() -> None:
    document = read_bytes(WORKBOOK, "支出总表.xls", Limits())
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    shown = {cell.place.cell: cell.text for cell in grid.cells}
    assert (shown["B4"], shown["C4"], shown["B5"], shown["C5"]) == ("746.30", "0.30", "2026-01-31", "TRUE")
    titles = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert titles == ["2026年部门支出总表", "单位：万元", "底稿"]
    assert (document.format, document.notices) == ("xls", ("工作表“底稿”是隐藏的，已照读",))


@given(place=st.integers(0, len(WORKBOOK) - 1), byte=st.integers(0, 255), length=st.integers(8, len(WORKBOOK)))
@settings(max_examples=80, deadline=None)
def test_a_damaged_one_gives_a_document_or_a_read_error(place: int, byte: int, length: int) -> None:
    changed = bytearray(WORKBOOK)
    changed[place] = byte
    for data in (bytes(changed), WORKBOOK[:length]):
        try:
            assert read_bytes(data, "支出总表.xls", Limits()).format in {"xls", "text"}
        except ReadError as error:
            if error.code == "reader_failed":
                raise AssertionError from error


def test_an_encrypted_one_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import xlrd

    def refuse(**_: object) -> None:
        raise xlrd.XLRDError("Workbook is encrypted")

    monkeypatch.setattr("xlrd.open_workbook", refuse)
    with pytest.raises(ReadError) as caught:
        read_bytes(WORKBOOK, "支出总表.xls", Limits())
    assert caught.value.code == "encrypted"
