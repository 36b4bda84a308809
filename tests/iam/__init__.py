"""Tests of what policies mean."""
