"""``python -m textrepair`` does what ``textrepair`` does."""

from .cli import main

raise SystemExit(main())
