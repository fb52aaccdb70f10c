"""Everything about the people of a study that can be known before anybody says into how many segments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.analysis.axes import axes
from workbench.analysis.blocks import FittedBlock, fit_blocks, read_blocks
from workbench.analysis.crowd import LARGE, Crowd, draw, place_crowd
from workbench.analysis.evidence import Evidence, Flags, Floats, Ints
from workbench.analysis.ground import FEW, Ground, Resamples, bootstrap, build_ground, halves
from workbench.analysis.second_look import build_views
from workbench.analysis.spaces import Spaces, build_spaces
from workbench.errors import N_, Message
from workbench.records.analysis import Plan, Progress

_PEOPLE_A_SEGMENT = 5
_RESAMPLES_OF_CROWD, _HALVES_OF_CROWD = 15, 5
_AXES_OF_CROWD = 32
_HALVES = 10


@dataclass(frozen=True)
class Prepared:
    """What is known of the people before anybody says into how many segments; it can be pickled and used again.

    It follows from the evidence and, of the plan, from seed, resamples, most and weights. `drawn` is the evidence of
    those for whom spaces, ground and resamples stand: everybody, or in a large study the people drawn, beside whom a
    `crowd` holds everybody. `subjects` counts the kinds of evidence that form segments, `different` the people who
    differ; `rng` stands behind the drawing of the resamples.
    """

    evidence: Evidence
    drawn: Evidence
    crowd: Crowd | None
    spaces: Spaces
    subjects: int
    ground: Ground
    different: int
    bootstraps: Resamples
    splits: Resamples
    rng: np.random.Generator

    @property
    def known(self) -> Flags:
        """Who of everybody gave any evidence."""
        return self.ground.known if self.crowd is None else np.asarray(self.crowd.given > 0)

    @property
    def places(self) -> Floats:
        """Everybody on the first two axes, shape (people, 2)."""
        if self.crowd is not None:
            return np.pad(
                self.crowd.places[:, :2].astype(np.float64), ((0, 0), (0, max(0, 2 - self.crowd.places.shape[1])))
            )
        known = np.flatnonzero(self.known)
        return self.ground.place(known, 2) if len(known) else np.zeros((len(self.known), 2))


def prepare(
    evidence: Evidence, plan: Plan, progress: Progress | None = None, *, spaces: Spaces | None = None
) -> Prepared:
    """All that does not depend on the number of segments, on quotes and terms, or on what researchers decided.

    Spaces, blocks, the ground, and everybody's place as each resample sees it; of more than LARGE people those of some
    drawn from them. `spaces` are those of an earlier preparation of the same evidence, by other weights or resamples.
    """
    rng = np.random.default_rng(plan.seed)
    large = len(evidence.people) > LARGE
    chosen = draw(evidence, rng) if large else None
    drawn = evidence if chosen is None else evidence.of_people(chosen)
    spaces = spaces or build_spaces(drawn, plan.seed)
    fitted = fit_blocks(drawn, spaces, plan)
    ground, crowd = _ground(evidence, chosen, fitted, spaces)
    different = len(np.unique(ground.scaled[ground.known].round(9), axis=0))
    times = 0 if different < 2 else _RESAMPLES_OF_CROWD if large else plan.resamples
    most = most_segments(int(ground.known.sum()), different, plan)
    bootstraps = Resamples(ground, bootstrap(ground.known, times, rng), most)
    splits = Resamples(ground, halves(ground.known, _halves(times, large), rng), most)
    place_resamples((bootstraps, splits), progress or silent)
    subjects = len({block.subject for block in fitted})
    return Prepared(evidence, drawn, crowd, spaces, subjects, ground, different, bootstraps, splits, rng)


def _halves(times: int, large: bool) -> int:
    if not times:
        return 0
    return _HALVES_OF_CROWD if large else _HALVES


def silent(_share: float, _message: Message) -> None:
    """Progress that nobody wants to hear of."""


def most_segments(known: int, different: int, plan: Plan) -> int:
    """The largest number of segments to try."""
    return min(plan.most, max(2, known // _PEOPLE_A_SEGMENT), different)


def place_resamples(resamples: Sequence[Resamples], progress: Progress) -> None:
    """Everybody's place as each resample sees it."""
    parts = [part for part in resamples for _ in part.inside]
    for done, part in enumerate(parts, start=1):
        part.place_next()
        sentence = N_("反复重抽受访者，检验分群是否站得住（%(done)s / %(steps)s）")
        progress(done / len(parts), Message(sentence, {"done": done, "steps": len(parts)}))


def _ground(
    evidence: Evidence, chosen: Ints | None, fitted: Sequence[FittedBlock], spaces: Spaces
) -> tuple[Ground, Crowd | None]:
    """The ground of everybody, or of the people `chosen`: that on its leading axes alone, with everybody's place."""
    drawn = evidence if chosen is None else evidence.of_people(chosen)
    blocks = read_blocks(fitted, drawn, spaces)
    ground = build_ground(blocks, len(drawn.people))
    if chosen is None:
        few = ground.known.sum() <= FEW
        return ground if few else replace(ground, views=build_views(drawn, spaces, blocks)), None
    leading = axes(ground.scaled, np.flatnonzero(ground.known), _AXES_OF_CROWD) if ground.known.any() else ground.scaled
    ground = replace(ground, scaled=leading)
    return ground, place_crowd(evidence, chosen, ground, fitted, spaces)
