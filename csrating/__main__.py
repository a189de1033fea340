"""Run the command line: ``python -m csrating``."""

from csrating.cli import main

if __name__ == "__main__":
    main()
