"""Judges at the edge: schemas, and what other people have written about the same documents."""
