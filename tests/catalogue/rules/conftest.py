import os
from pathlib import Path

import pytest


@pytest.fixture
def real() -> Path:
    """Where the openly licensed catalogues lie; they are not part of the source."""
    place = Path(os.environ.get("PEEL_SHARED_DATA", "../shared/data")) / "content"
    if not place.is_dir():
        pytest.skip(f"The catalogues are not at {place}")
    return place
