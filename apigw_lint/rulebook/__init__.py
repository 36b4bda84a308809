"""Rules, as their pages tell them."""
