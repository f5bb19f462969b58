"""Lets the tests of sentences import what they share: `narrated`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
