"""Definitions as documents: what cannot be read, what is refused on import, and what the import drops."""
