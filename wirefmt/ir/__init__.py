"""A wire format as data: no Python class, no user's function, no bytes, no I/O."""
