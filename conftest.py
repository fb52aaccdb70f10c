"""Before any test is collected: one thread for numeric libraries, and one worker for all tests that drive a browser."""

import os

import pytest

# Two threads on a busy core are slower than one by orders of magnitude; numpy reads this when it is first imported.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Group the tests before xdist deals them out."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
