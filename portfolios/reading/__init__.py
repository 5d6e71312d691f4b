"""The room of whoever reads a portfolio: posts, what stands beside them, what is new."""
