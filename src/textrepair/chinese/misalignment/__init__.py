"""GBK read one byte late."""
