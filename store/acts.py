"""What acts have to do with one another: which are near, which are against one another. Pure."""

from collections.abc import Mapping

from store.record import Act

AGAINST = frozenset({Act.REJECT, Act.DENY})
CALLS = frozenset({Act.DEMAND, Act.APPEAL, Act.PROPOSE})
VOWS = frozenset({Act.AGREE, Act.PROMISE})
CLAIMS = frozenset({Act.CLAIM, Act.ACCUSE, Act.WARN})
"""Acts of those who are against something, who want it of others, who give it, and who say that it is so."""

ALIKE: Mapping[frozenset[Act], float] = {
    frozenset({Act.DEMAND, Act.APPEAL}): 0.8,
    frozenset({Act.APPEAL, Act.PROPOSE}): 0.6,
    frozenset({Act.REJECT, Act.DENY}): 0.6,
    frozenset({Act.AGREE, Act.PROMISE}): 0.5,
    frozenset({Act.ACCUSE, Act.CLAIM}): 0.5,
    frozenset({Act.DEMAND, Act.PROPOSE}): 0.4,
    frozenset({Act.WARN, Act.CLAIM}): 0.4,
    frozenset({Act.PROPOSE, Act.PROMISE}): 0.4,
    frozenset({Act.ACCUSE, Act.WARN}): 0.3,
    frozenset({Act.ACCUSE, Act.REJECT}): 0.3,
    frozenset({Act.AGREE, Act.PROPOSE}): 0.2,
}
"""How near two acts are: a demand and an appeal are both calls."""

OPPOSED = frozenset(
    {
        frozenset({Act.AGREE, Act.REJECT}),
        frozenset({Act.AGREE, Act.DENY}),
        frozenset({Act.PROMISE, Act.REJECT}),
        frozenset({Act.DENY, Act.ACCUSE}),
        frozenset({Act.DENY, Act.CLAIM}),
    }
)

_SIDES = (
    (AGAINST, CALLS | VOWS),
    (CALLS | VOWS, AGAINST),
    (VOWS, frozenset({Act.DEMAND, Act.APPEAL, Act.WARN, Act.ACCUSE})),
)


def alike(act: Act, other: Act) -> float:
    """How near two acts are, 1 for the same."""
    return 1.0 if act == other else ALIKE.get(frozenset({act, other}), 0.0)


def rules_out(act: Act, asked: Act) -> bool:
    """Whether somebody who did this has not done what was asked: whoever called for something has neither rejected
    nor granted it, whoever rejected it has not called for it, and a warning grants nothing.
    """
    return any(asked in one and act in other for one, other in _SIDES) or {asked, act} in OPPOSED
