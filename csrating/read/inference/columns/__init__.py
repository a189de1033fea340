"""What each column of a table is for, by its header and by what stands in it."""
