"""The raw files of the system of 2009, which are registered with their checksums, as its tidy tables."""
