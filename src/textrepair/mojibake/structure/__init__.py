"""UTF-8 that is proved by its bytes: what single-byte and multi-byte code pages show of it.

``find`` has the passages of a line; ``evidence`` and ``utf8_readers``, which the signs are made of,
load little, so nothing is loaded here.
"""
