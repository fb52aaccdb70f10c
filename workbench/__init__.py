"""Persona Workbench (画像工作台): from a survey link to a persona poster whose every sentence has a source."""

import os

__version__ = "0.4.0"

# numpy reads these when it is first imported. On a busy machine two BLAS threads are up to 200 times slower than one
# (they spin for each other), so each process keeps to one and parallel work is done by processes.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
