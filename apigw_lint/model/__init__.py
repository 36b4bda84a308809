"""API Gateway, whatever dialect it was written in."""
