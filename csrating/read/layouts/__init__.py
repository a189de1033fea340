"""How each publication sets out its tables, as data: one TOML file each, and the words that it can use."""
