"""Lets the tests of packs import what they share: `rebuild` (a budget found from figures), `read_back`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
