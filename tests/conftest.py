"""The settings of Hypothesis.

Examples have no deadline, because a busy machine makes a good example slow. The ordinary run tries
the same examples every time, so that only a change of the code can make it fail. `make soak` tries
new examples.
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
