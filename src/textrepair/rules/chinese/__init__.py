"""What converters do to Chinese."""
