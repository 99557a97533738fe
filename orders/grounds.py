"""The preamble of an order: the acts it stands on, its purpose (domain.md 4.3)."""

from collections.abc import Sequence

MANNERS = {"instrumental": "В соответствии с", "genitive": "Во исполнение"}


def preamble(acts: Sequence[str], *, manner: str = "instrumental", ground: str = "", purpose: str = "") -> str:
    """«В соответствии с …, на основании …, в целях …», without a final dot; `acts` in the case of the manner."""
    parts = []
    if acts:
        opening = "В соответствии со" if manner == "instrumental" and acts[0].startswith("стать") else MANNERS[manner]
        parts.append(f"{opening} {', '.join(acts)}")
    if ground:
        parts.append(f"на основании {ground}")
    if purpose:
        parts.append(f"в целях {purpose}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]
