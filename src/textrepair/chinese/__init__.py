"""What converters do to Chinese: glosses, GBK out of step, lost indents, mixed variants.

The rules of the family ``rules/chinese`` use the modules of this wing directly; nothing else
does.  No table is loaded before its first use.
"""
