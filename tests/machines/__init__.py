"""State machines: the method and the annotation say the same of every row."""
