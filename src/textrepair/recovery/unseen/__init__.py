"""What shows nothing and was stripped: codes of East Asian pages, soft hyphens, letters of DOS."""
