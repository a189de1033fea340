"""A table on its sheet, by a layout: where it stands, what its columns are, and what each row is about."""
