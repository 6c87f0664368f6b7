"""Real protocols, one module per standard, declared in wirefmt's public vocabulary alone."""
