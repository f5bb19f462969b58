"""Every fault that stops a file from being read: its code, and cause and remedy in Chinese and English.

Codes are stable: programs depend on them, and each has its smallest example in the errors gallery.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from gouji.model.fault import ReadError


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and what to do about it, as (中文, English) templates."""

    cause: tuple[str, str]
    remedy: tuple[str, str]


_EXPORT_AGAIN = ("请重新下载，或者从原软件重新导出", "Download it again, or export it anew from where it was made")
_SAVE_OPEN = ("请用密码打开，另存为不加密的文件", "Open it with its password and save a copy without one")
_SPLIT = ("请拆分后再读，或者用相应选项提高上限", "Split it, or raise the limit by its option")
_ORIGINAL = ("请向发布单位索取原文件", "Ask the publisher for the original file")

FAULTS = MappingProxyType(
    {
        "missing": Fault(
            ("文件不存在", "there is no such file"),
            ("请核对路径和文件名", "Check the path and the name"),
        ),
        "directory": Fault(
            ("这是文件夹，不是文件", "this is a folder, not a file"),
            ("请给出其中的文件，或者用批量检查读整个文件夹", "Name a file in it, or check the whole folder as a batch"),
        ),
        "not_a_file": Fault(
            ("这是设备或管道，不是普通文件", "this is a device or a pipe, not a regular file"),
            ("请先把内容存成文件", "Save its content to a file first"),
        ),
        "no_permission": Fault(
            ("没有读取权限", "reading it is not permitted"),
            ("请修改文件权限，或者换有权限的用户运行", "Change its permissions, or run as a user who may read it"),
        ),
        "cannot_open": Fault(
            ("系统无法读取（{detail}）", "the system cannot read it ({detail})"),
            ("请检查磁盘或网络位置", "Check the disk or the network place"),
        ),
        "empty": Fault(("文件是空的，没有任何内容", "the file is empty"), _EXPORT_AGAIN),
        "too_big": Fault(
            ("文件有 {size}，超过上限 {limit}", "the file has {size}, more than the limit of {limit}"), _SPLIT
        ),
        "encrypted": Fault(("文件已加密，没有密码不能打开", "the file is encrypted and needs a password"), _SAVE_OPEN),
        "damaged": Fault(
            ("文件不完整或已损坏（{detail}）", "the file is truncated or damaged ({detail})"), _EXPORT_AGAIN
        ),
        "pdf_as_text": Fault(
            (
                "这是被当作文本保存过的 PDF，压缩的内容已经毁坏，无法还原",
                "this is a PDF that was saved as text: its compressed content is destroyed",
            ),
            (
                "请重新下载 PDF 本身，不要用文本编辑器另存",
                "Download the PDF itself again; do not save it from a text editor",
            ),
        ),
        "unknown_format": Fault(
            (
                "内容不是可读的格式（开头是 {detail}）",
                "the content is in no format that can be read (it begins with {detail})",
            ),
            (
                "可读 PDF、XLSX、XLS、DOCX、HTML、文本和图片，请转换后再读",
                "Convert it to PDF, XLSX, XLS, DOCX, HTML, text or an image",
            ),
        ),
        "archive": Fault(
            (
                "这是压缩包（{detail}），里面的文件要先解压",
                "this is an archive ({detail}); its files must be unpacked first",
            ),
            ("请解压后读取其中的文件", "Unpack it and read the files in it"),
        ),
        "ofd": Fault(
            ("这是 OFD 版式文件，目前不能读", "this is an OFD document, which cannot be read yet"),
            ("请用 OFD 阅读器导出为 PDF", "Export it as PDF from an OFD viewer"),
        ),
        "nul_bytes": Fault(
            ("文本中有空字节（NUL），第一个在第 {offset} 字节", "the text holds NUL bytes, the first at byte {offset}"),
            (
                "文件可能下载不全或者是二进制文件，请重新导出为 UTF-8 文本",
                "It may be cut off or binary: export it anew as UTF-8 text",
            ),
        ),
        "encoding_unknown": Fault(
            (
                "文字编码不明：不是 UTF-8、GB 18030 或 UTF-16，第 {offset} 字节起读不通",
                "the text is neither UTF-8, GB 18030 nor UTF-16: it makes no sense from byte {offset}",
            ),
            ("请另存为 UTF-8", "Save it as UTF-8"),
        ),
        "encoding_big5": Fault(
            ("文字像是 Big5（繁体）编码", "the text seems to be in Big5 (traditional Chinese)"),
            ("请核对后另存为 UTF-8", "Look at it and save it as UTF-8"),
        ),
        "mojibake": Fault(
            (
                "文字是乱码：以前有软件用错编码打开并保存过，如「{detail}」",
                "the text is garbled: some program opened it in a wrong encoding and saved it, e.g. “{detail}”",
            ),
            _ORIGINAL,
        ),
        "zip_bomb": Fault(
            (
                "压缩内容解开后过大（{detail}），像是压缩炸弹",
                "the compressed content unpacks to too much ({detail}), as a zip bomb does",
            ),
            ("确认来源可信后，用原软件另存一份", "If you trust its source, save a copy from where it was made"),
        ),
        "entities": Fault(
            (
                "文件的 XML 自带实体定义（{detail}），办公软件不会这样写，可能用来攻击",
                "its XML defines entities ({detail}), which no office program writes: it may be an attack",
            ),
            ("确认来源可信后，用原软件另存一份", "If you trust its source, save a copy from where it was made"),
        ),
        "too_deep": Fault(
            ("内容嵌套过深（{detail}）", "the content is nested too deeply ({detail})"),
            ("请用原软件打开，另存一份", "Open it where it was made and save a copy"),
        ),
        "too_many_cells": Fault(("单元格超过上限 {limit} 个", "it has more cells than the limit of {limit}"), _SPLIT),
        "too_long": Fault(("文字超过上限 {limit} 字", "it has more characters than the limit of {limit}"), _SPLIT),
        "too_much_memory": Fault(("读取所需内存超过上限", "reading it needs more memory than the limit"), _SPLIT),
        "needs_libreoffice": Fault(
            (
                "这是旧格式（{detail}），要有 LibreOffice 才能读",
                "this is an old format ({detail}) that needs LibreOffice to be read",
            ),
            ("请安装 LibreOffice，或者另存为 {target} 再读", "Install LibreOffice, or save it as {target}"),
        ),
        "conversion_failed": Fault(
            ("LibreOffice 无法转换这个文件（{detail}）", "LibreOffice cannot convert this file ({detail})"),
            ("请用原软件打开，另存为 {target} 再读", "Open it where it was made and save it as {target}"),
        ),
        "needs_ocr": Fault(
            (
                "内容是图片（扫描件），要有文字识别组件才能读",
                "it is a picture (a scan); reading it needs the recognition extra",
            ),
            (
                "请安装：pip install 'gouji[ocr]'；识别出的数字须由人核对",
                "Install it: pip install 'gouji[ocr]'; a person must confirm its figures",
            ),
        ),
        "image_too_big": Fault(
            ("图片有 {size} 像素，超过上限 {limit}", "the image has {size} pixels, more than the limit of {limit}"),
            ("请缩小后再读", "Scale it down"),
        ),
        "reader_failed": Fault(
            ("读取时程序出错（{detail}）", "the reader itself failed ({detail})"),
            ("这是本程序的缺陷，请附上文件报告给开发者", "This is a defect of Gouji: please report it with the file"),
        ),
    }
)


def fault(code: str, *, place: tuple[str, str] = ("", ""), **details: str | int | tuple[str, str]) -> ReadError:
    """The error of a code, its templates filled with `details`; `place` says where in the file.

    Details and place may be pairs (中文, English).

    >>> str(fault("damaged", detail="xl/workbook.xml"))
    '文件不完整或已损坏（xl/workbook.xml）。请重新下载，或者从原软件重新导出。'
    """
    said = FAULTS[code]

    def fill(texts: tuple[str, str], language: int) -> str:
        return texts[language].format(
            **{name: detail[language] if isinstance(detail, tuple) else detail for name, detail in details.items()}
        )

    chinese = f"{place[0]}{'：' if place[0] else ''}{fill(said.cause, 0)}。{fill(said.remedy, 0)}。"
    english = f"{place[1]}{': ' if place[1] else ''}{fill(said.cause, 1)}. {fill(said.remedy, 1)}."
    return ReadError(chinese, english, place=place[0], code=code)
