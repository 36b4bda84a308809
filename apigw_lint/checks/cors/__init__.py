"""Cross-origin requests: what a browser on another site is answered."""
