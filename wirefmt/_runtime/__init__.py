"""The only functions that generated code may call; the reference engine uses the same context."""
