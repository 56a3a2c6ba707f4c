"""Characters that the text around them tells: what was swallowed, and the halves of brackets."""
