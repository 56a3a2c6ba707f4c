"""How hypothesis is run: the same examples each time in CI, new ones on request."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline: the first call of a rule loads its tables, and CI machines are shared.
_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "ci", deadline=None, max_examples=60, derandomize=True, suppress_health_check=_QUIET
)
settings.register_profile("explore", deadline=None, max_examples=2000, suppress_health_check=_QUIET)
settings.register_profile(
    "thorough", deadline=None, max_examples=5000, suppress_health_check=_QUIET
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
