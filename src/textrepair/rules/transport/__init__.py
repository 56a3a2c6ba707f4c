"""Rules: text that is still in the form in which a program carried it."""
