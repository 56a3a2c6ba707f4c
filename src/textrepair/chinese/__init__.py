"""What only Chinese needs: the readings of characters, and GBK byte by byte.

Nothing is loaded before first use.
"""
