"""What a policy means, told to people: who can call, from where, method by method, and what becomes of one request."""
