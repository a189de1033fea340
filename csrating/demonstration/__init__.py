"""The seeded generator behind the demonstration set: figures for 2009 that nobody published, made to behave like those that were.

The council-level profile data of 2009 never came out. So that the whole road can be walked, this room makes returns and inspections from a
seed: national shares follow published national figures, councils follow latent qualities that neighbours share, and small numbers, gaps
and untidy files are like the real ones. Trafford alone is shaped, to what its published letter says (:mod:`.trafford`). No published
rating is read here, and every file says that its figures are for demonstration.
"""

from __future__ import annotations

from csrating.demonstration.raw_files import files
from csrating.demonstration.truth import Demonstration, generate, inspection_counts, truth_files

__all__ = ["Demonstration", "files", "generate", "inspection_counts", "truth_files"]
