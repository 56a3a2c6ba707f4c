"""What converters do to Chinese: glosses, misaligned GBK, lost indents, mixed variants.

The rules of the family ``rules/chinese`` use the modules of this wing directly; no other module
does.  No table is loaded before its first use.
"""
