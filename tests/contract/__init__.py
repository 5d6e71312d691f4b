"""What must hold everywhere: whoever adds something new is asked by these."""
