"""Which distortion hits which report.

Belongs here: the choice. Does not belong here: the distortions (``noise_words``,
``noise_facts``).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.demo import noise_facts, noise_words
from tests.demo.reports import Report, Traits

Distortion = Callable[[Report, Traits, Random], bool]
DISTORTIONS: dict[str, Distortion] = {
    name.upper(): function
    for module in (noise_facts, noise_words)
    for name, function in vars(module).items()
    if name[0] == "v" and name[1:].isdigit()
}


class Noise:
    """Distorts second and further reports of a measure, rare patterns first."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.applied: Counter[str] = Counter()

    def distort(self, report: Report, traits: Traits, sure: bool = False) -> Report:
        """Apply the least used of the patterns that fit; in every fourth report none."""
        if not sure and self.rng.random() < 0.25:
            return report
        for pattern in sorted(DISTORTIONS, key=lambda name: (self.applied[name], name)):
            changed = replace(report, patterns=[*report.patterns, pattern])
            if DISTORTIONS[pattern](changed, traits, self.rng):
                self.applied[pattern] += 1
                return changed
        return report
