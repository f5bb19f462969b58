"""Whether the optional extra is installed."""

from __future__ import annotations

from importlib.util import find_spec

_PARTS = ("numpy", "cv2", "onnxruntime", "rapidocr")


def is_available() -> bool:
    """Whether scans can be read here: all parts of `gouji[ocr]` are installed."""
    return all(find_spec(part) is not None for part in _PARTS)
