"""What breaks from outside: processes that die, servers that go, files that lie."""
