"""How Hypothesis tries things out.

It has no deadline: on a busy machine an example takes long, and nothing is wrong. The ordinary run
tries the same examples every time, so that it fails for what was changed; `make soak` looks for
new ones.
"""

from hypothesis import HealthCheck, settings

from tests.safety.scale import SOAK

settings.register_profile(
    "redaksi",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not SOAK,
    database=None,
    print_blob=True,
)
settings.load_profile("redaksi")
