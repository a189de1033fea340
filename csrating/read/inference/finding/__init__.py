"""Where the tables of a sheet are: their headers, their bodies, and which rows or columns name areas."""
