"""Tables of statistical neighbours, as NEIGHBOUR_LISTS: each council beside each of its neighbours."""
