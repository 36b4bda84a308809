"""Resource policies: who they let in, whom they shut out, and which of their parts do nothing."""
