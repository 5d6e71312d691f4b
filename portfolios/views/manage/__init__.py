"""Portfolio Templates: fetch what an administrator may see, ask, act, redirect."""
