"""The tests of textrepair; helpers they share are in ``tests.support``."""
