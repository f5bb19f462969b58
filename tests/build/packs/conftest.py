"""Lets the tests of packs import what they share: `rebuild`, `read_back`, and `strategies` from the folder above."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
