"""Authorization: who may call a route, and whether what is written for it is asked."""
