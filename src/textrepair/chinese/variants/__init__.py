"""Simplified and traditional Chinese, and mixtures of both."""
