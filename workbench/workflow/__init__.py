"""The verbs, one module a noun: each gathers, lets the stages decide, stores the outcome with one commit at its end."""
