"""Named reads, one module a noun."""
