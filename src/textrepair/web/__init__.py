"""The page to paste into: what it asks for, and the server that answers on this machine."""
