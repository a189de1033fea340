"""Real-shaped files of tables, built with the truth about each of their cells, damaged together with that truth, read, and judged."""
