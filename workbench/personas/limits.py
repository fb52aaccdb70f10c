"""How much of each element a wall can carry, in characters, and how many of them."""

# Single texts; `steps` is the length of one step.
LIMITS = {
    "title": 10,
    "tagline": 22,
    "hero_quote": 36,
    "quotes": 30,
    "motivations": 16,
    "pain_points": 16,
    "behaviours": 14,
    "opportunities": 16,
    "steps": 14,
}
MOST_ON_POSTER = {
    "quotes": 2, "motivations": 3, "pain_points": 3, "behaviours": 3, "opportunities": 3, "steps": 5,
}  # fmt: skip
MOST_CHARACTERS = 400
