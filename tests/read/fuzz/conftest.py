"""The package beside this file, which builds and damages files, is found by its own name: maintenance/fuzz.py uses it too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
