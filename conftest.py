"""What pytest does not collect: doctests of modules whose optional extra is not installed."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("rapidocr") else ["src/gouji/read/ocr/*"]
