"""Tags and filters of the interface, built into every template."""
