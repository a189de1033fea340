"""How others compare, by name: to reproduce a figure of theirs, not to be the way of this package.

Each room says where its way differs from ours and why ours is another.
"""
