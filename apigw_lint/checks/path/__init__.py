"""Paths and routes: what API Gateway refuses, and what no request reaches."""
