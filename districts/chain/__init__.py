"""The hash chain over the audit log: how it is written down, made and checked."""
