"""How much a document may ask of its reader: every limit in one place."""

from __future__ import annotations

MAX_BYTES = 25_000_000
"""Size of a file. Larger than any template or definition that AWS accepts (1 MB from S3, 6 MB for an import)."""

MAX_MARKS = 4_000_000
"""Commas, colons, dashes, brackets and line breaks, of which nearly every value needs one. A tree takes far more room than its text."""

MAX_DEPTH = 128
"""Mappings and lists within each other. Leaves a recursive walk over the tree well under Python's own limit."""

MAX_ALIASED = 250_000
"""Values that a document's aliases may stand for, counted as if each were written out where it is used."""
