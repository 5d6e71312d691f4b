"""Files of posts: what is accepted, how it is re-made, where it lies."""
