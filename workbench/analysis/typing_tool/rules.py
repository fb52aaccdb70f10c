"""A tree of at most three questions (Breiman et al. 1984) as rules that can be read aloud."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from workbench.analysis.evidence import Floats, Ints
from workbench.analysis.typing_tool.coding import Coded
from workbench.records.analysis import ClosedValue
from workbench.records.typing_tool import Condition, Trait, TypingRule

DEPTH = 3
FEWEST_IN_RULE = 3
_LEAST_SHARE = 0.03


def grow_tree(rows: Floats, labels: Ints, seed: int) -> DecisionTreeClassifier:
    """A tree no deeper than three; each leaf holds at least three people and 3 % of all."""
    least = max(FEWEST_IN_RULE, round(_LEAST_SHARE * len(labels)))
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=least, random_state=seed)
    return tree.fit(rows, labels)


def plain(coded: Coded, chosen: Sequence[int]) -> Ints:
    """The traits that a sentence can speak of: those of the chosen questions without the bends."""
    return np.array([one for one in coded.columns(chosen) if coded.traits[one].part != "bend"], dtype=np.int64)


def plain_rules(
    coded: Coded, chosen: Sequence[int], labels: Ints, closed: Mapping[str, Sequence[ClosedValue]], seed: int
) -> list[TypingRule]:
    """The leaves of a tree as rules, those that speak for most people first; a rule's segment is a label.

    Neighbouring leaves that say the same become one rule. Numbers in conditions are answers that somebody gave.
    """
    columns = plain(coded, chosen)
    tree = grow_tree(coded.rows[:, columns], labels, seed)
    traits = [coded.traits[one] for one in columns]
    return sorted(_leaves(tree, traits, closed, 0, ()), key=lambda rule: -rule.of)


def _leaves(
    tree: DecisionTreeClassifier,
    traits: Sequence[Trait],
    closed: Mapping[str, Sequence[ClosedValue]],
    node: int,
    before: tuple[Condition, ...],
) -> Iterator[TypingRule]:
    parts = tree.tree_
    ends = _same_end(tree, node)
    if ends is not None:
        of = int(parts.n_node_samples[node])
        yield TypingRule(conditions=_merged(before), segment=ends, right=round(parts.value[node][0][ends] * of), of=of)
        return
    low, high = _sides(traits[parts.feature[node]], parts.threshold[node], closed)
    yield from _leaves(tree, traits, closed, parts.children_left[node], (*before, low))
    yield from _leaves(tree, traits, closed, parts.children_right[node], (*before, high))


def _same_end(tree: DecisionTreeClassifier, node: int) -> int | None:
    """The label of all leaves below a node, None if they differ."""
    left, right = tree.tree_.children_left[node], tree.tree_.children_right[node]
    if left == right:  # scikit-learn's mark of a leaf
        return int(tree.tree_.value[node][0].argmax())
    ends = {_same_end(tree, int(left)), _same_end(tree, int(right))}
    return ends.pop() if len(ends) == 1 else None


def _sides(trait: Trait, threshold: float, closed: Mapping[str, Sequence[ClosedValue]]) -> tuple[Condition, Condition]:
    """What the two branches of a split ask, below the threshold and above it."""
    if trait.part == "choice":
        return (
            Condition(question=trait.question, test="left", value=trait.choice),
            Condition(question=trait.question, test="chosen", value=trait.choice),
        )
    given = sorted({float(value) for value in closed[trait.question] if isinstance(value, float | int)})
    low = [value for value in given if trait.of(value) <= threshold] or given[:1]
    high = [value for value in given if trait.of(value) > threshold] or given[-1:]
    return (
        Condition(question=trait.question, test="at_most", value=low[-1]),
        Condition(question=trait.question, test="at_least", value=high[0]),
    )


def _merged(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """Of several limits in the same direction the last one, which is the closest."""
    last = {(one.question, one.test, one.value if isinstance(one.value, str) else ""): one for one in conditions}
    return tuple(last.values())
