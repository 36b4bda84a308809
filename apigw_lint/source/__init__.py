"""Text that knows its place."""
