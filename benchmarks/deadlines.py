"""How many deadline phrases are read a second: `python benchmarks/deadlines.py`. Aim (measures.md): 2,000.

Reads every phrase of the test tables in its roadmap's period, cold (caches empty) and warm, and prints one JSON line.
«full» is what a page or the command asks for: rules, explanation and all dates.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from roadmaps.deadlines import parse  # noqa: E402 - a script stands outside the project's packages
from tests.roadmaps.deadlines.tables import rows  # noqa: E402


def main() -> None:
    phrases = [(row.phrase, row.period) for row in rows()]
    cold, schedules = _timed(lambda: [parse(phrase, period=period) for phrase, period in phrases])
    warm, _ = _timed(lambda: [parse(phrase, period=period) for phrase, period in phrases])
    output, _ = _timed(lambda: [schedule.to_dict() for schedule in schedules])
    print(
        json.dumps(
            {
                "question": "deadline phrases a second",
                "phrases": len(phrases),
                "cold": round(len(phrases) / cold),
                "warm": round(len(phrases) / warm),
                "full": round(len(phrases) / (cold + output)),
                "aim": 2000,
            }
        )
    )


def _timed(work):
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


if __name__ == "__main__":
    main()
