"""Tables of figures that nobody has described: what was understood, what is doubtful, what has to be asked."""
