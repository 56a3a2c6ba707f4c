"""The parts of tools/train_language.py."""
