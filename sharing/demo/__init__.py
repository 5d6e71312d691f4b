"""The demo world: two invented districts, told by their rosters, posts, pictures and families."""
