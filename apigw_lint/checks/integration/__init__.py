"""Integrations: what a route calls, whether that can be called so, and what is mapped on the way."""
