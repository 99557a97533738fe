"""Matching 2,000 mentees with 2,000 mentors, reasons in words included, beside `linear_sum_assignment` alone.

    .venv/bin/python benchmarks/matching.py [--size 2000] [--runs 3]

Prints one JSON line: median seconds of both, their ratio, the sizes. The peer solves the very matrix of our run.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pairing.matching import Mentee, Mentor, Pool, match  # noqa: E402
from pairing.matching.bans import forbidden  # noqa: E402
from pairing.matching.factors import fit  # noqa: E402


def pool_of(size: int) -> Pool:
    """Somebody of every kind: forty areas, thirty interests, ages, classes, times."""
    chance = random.Random(1)

    def some(words: str, number: int, most: int) -> frozenset[str]:
        return frozenset(f"{words} {chance.randrange(number)}" for _ in range(chance.randint(1, most)))

    def common(key: int, grades: tuple[int, int]) -> dict:
        grade = chance.randint(*grades)
        return {
            "key": key,
            "person": key,
            "age": grade + 6,
            "grade": grade,
            "areas": some("область", 40, 4),
            "interests": some("интерес", 30, 5),
            "times": some("время", 10, 3),
            "mode": chance.choice(("any", "in_person", "remote")),
            "consented": chance.random() < 0.97,
        }

    mentors = [
        Mentor(**common(key, (8, 11)), places=1, wished_ages=(chance.randint(10, 12), chance.randint(13, 17)), hours=2)
        for key in range(size)
    ]
    mentees = [Mentee(**common(key, (5, 10))) for key in range(size, 2 * size)]
    return Pool(mentors, mentees)


def seconds(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    pool = pool_of(options.size)
    matrix = np.where(forbidden(pool), 0.0, fit(pool))
    bare = seconds(lambda: linear_sum_assignment(matrix, maximize=True), options.runs)
    goals = {goal: seconds(lambda goal=goal: match(pool, goal=goal), options.runs) for goal in ("fit", "coverage")}
    print(
        json.dumps(
            {
                "mentors": options.size,
                "mentees": options.size,
                "linear_sum_assignment": round(bare, 3),
                **{goal: round(took, 3) for goal, took in goals.items()},
                "ratio": round(goals["fit"] / bare, 2),
                "ratio_coverage": round(goals["coverage"] / bare, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
