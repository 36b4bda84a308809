"""Requests: what a method declares, and whether anything checks it."""
