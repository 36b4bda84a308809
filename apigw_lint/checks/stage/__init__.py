"""What a stage sets, logs, caches and lets through."""
