"""Columns of Arrow taken apart: their buffers, rows worth looking at, text in structs and lists."""
