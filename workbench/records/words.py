"""Very many texts as counted words: a sparse table, a row a text."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class WordTable:
    """How often each text says each word: compressed sparse rows, as `scipy.sparse.csr_matrix` takes them.

    Text i says the words `vocabulary[j]` for j in `indices[indptr[i]:indptr[i + 1]]`, rising, each as often as `counts`
    tells there. The vocabulary is sorted by code points and holds only words that occur, so that a table does not
    depend on the order of its texts.
    """

    vocabulary: tuple[str, ...]
    indptr: npt.NDArray[np.int64]
    indices: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int32]

    @property
    def texts(self) -> int:
        """The number of rows."""
        return len(self.indptr) - 1
