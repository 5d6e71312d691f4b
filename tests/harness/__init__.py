"""What no test has to remember: the habits that fail every test which breaks them."""
