"""Questions about the comparisons, each asked in one line: of one council, of one indicator, of its similar areas, and of chance."""
