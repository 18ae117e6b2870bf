"""How often the answer is right."""
