"""What the linter has to say, and what becomes of it on the way to a report."""
