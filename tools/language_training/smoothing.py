"""N-gram probabilities with Kneser-Ney smoothing, pruned by what an n-gram is worth.

R. Kneser and H. Ney, Improved backing-off for m-gram language modeling (1995); interpolated as in
S. Chen and J. Goodman, An empirical study of smoothing techniques (1999); pruned in the spirit of
A. Stolcke, Entropy-based pruning of backoff language models (1998).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

Probabilities = dict[str, float]


@dataclass
class Level:
    """The n-grams of one length: their probabilities, and the back-off weights of contexts."""

    probability: Probabilities = field(default_factory=dict)
    weight: Probabilities = field(default_factory=dict)


def discount(count: float, size: float) -> float:
    """Return what is taken off a count: at most three quarters of it."""
    return min(size, 0.75 * count)


def continuations(
    counts: Sequence[Mapping[str, float]], cutters: frozenset[str]
) -> list[Mapping[str, float]]:
    """Replace the counts of all but the longest n-grams by how many symbols stand before them.

    N-grams that begin with one of `cutters`, which nothing is looked up before, keep their counts.
    """
    result = [counts[-1]]
    for shorter, longer in zip(counts[-2::-1], counts[:0:-1], strict=True):
        before: dict[str, float] = defaultdict(float)
        for gram, count in longer.items():
            before[gram[1:]] += min(1.0, count)
        result.append(
            {
                gram: count if gram[0] in cutters else before.get(gram) or min(count, 0.5)
                for gram, count in shorter.items()
            }
        )
    return result[::-1]


def smoothed(
    counts: Mapping[str, float], lower: "Model", size: float
) -> tuple[Probabilities, Probabilities]:
    """Return interpolated probabilities of the n-grams, and the weights of their contexts."""
    totals: dict[str, float] = defaultdict(float)
    freed: dict[str, float] = defaultdict(float)
    for gram, count in counts.items():
        totals[gram[:-1]] += count
        freed[gram[:-1]] += discount(count, size)
    weight = {context: freed[context] / total for context, total in totals.items()}
    probability = {}
    for gram, count in counts.items():
        context = gram[:-1]
        kept = (count - discount(count, size)) / totals[context]
        probability[gram] = kept + weight[context] * lower.probability(gram[1:])
    return probability, weight


class Model:
    """A back-off model: levels from single symbols to the longest n-grams."""

    def __init__(self, unigrams: Probabilities, unknown: float) -> None:
        """Start with the probabilities of single symbols, and that of an unknown one."""
        self.levels = [Level(unigrams, {})]
        self._unknown = unknown

    def probability(self, gram: str) -> float:
        """Return the probability of the last symbol after the others."""
        found = self.levels[len(gram) - 1].probability.get(gram)
        if found is not None:
            return found
        if len(gram) == 1:
            return self._unknown
        weight = self.levels[len(gram) - 2].weight.get(gram[:-1], 1.0)
        return weight * self.probability(gram[1:])

    def add_level(
        self,
        counts: Mapping[str, float],
        threshold: float,
        storable: Callable[[str], bool] = lambda gram: True,
        size: float = 0.75,
    ) -> None:
        """Add the next longer n-grams that are `storable` and worth `threshold` bits."""
        smooth, weight = smoothed(counts, self, size)
        probability = {}
        for gram, p in smooth.items():
            backed_off = weight[gram[:-1]] * self.probability(gram[1:])
            if counts[gram] * log2(p / backed_off) >= threshold and storable(gram):
                probability[gram] = p
        self.levels.append(Level(probability, {}))
        self._weigh(probability)

    def _weigh(self, probability: Probabilities) -> None:
        """Set the back-off weights of the contexts so that probabilities add up to 1."""
        seen: dict[str, float] = defaultdict(float)
        lower: dict[str, float] = defaultdict(float)
        for gram, p in probability.items():
            seen[gram[:-1]] += p
            lower[gram[:-1]] += self.probability(gram[1:])
        weights = self.levels[-2].weight
        for context, mass in seen.items():
            weights[context] = max(1.0 - mass, 1e-4) / max(1.0 - lower[context], 1e-4)
