"""GBK text that was decoded one byte late, from a lost byte on."""
