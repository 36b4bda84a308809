"""Questions that take Python, a room for each theme."""
