"""Links that end soon: who is told of it, and when."""
