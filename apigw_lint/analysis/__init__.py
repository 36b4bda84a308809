"""What several themes ask of the model."""
