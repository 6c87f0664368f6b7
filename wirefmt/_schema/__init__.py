"""The front end: from Python classes and types to a layout and what its slots are bound to."""
