"""A small, safe arithmetic over named counts: «mentees_10_19», «(mentors + mentees) / 2».

Names, whole and decimal numbers, + - * / and parentheses; nothing is called and nothing looked up but the names given.
"""

import ast
import operator
from collections.abc import Mapping
from decimal import Decimal

LONGEST = 300
OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


class FormulaError(ValueError):
    """The formula is not understood; `args[0]` is the part of it that is not."""


def names_in(formula: str) -> set[str]:
    """The counts that a formula speaks of. Raises FormulaError."""
    return {node.id for node in ast.walk(_parsed(formula)) if isinstance(node, ast.Name)}


def value_of(formula: str, counts: Mapping[str, int | Decimal | None]) -> Decimal | None:
    """The number; None where a count is unknown or a denominator nought. Raises FormulaError."""
    return _value(_parsed(formula), counts)


def _parsed(formula: str) -> ast.expr:
    if len(formula) > LONGEST:
        raise FormulaError(formula[:40])
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise FormulaError(formula) from error
    for node in ast.walk(tree):
        if not _is_allowed(node):
            raise FormulaError(ast.unparse(node) if isinstance(node, ast.expr) else formula)
    return tree


def _is_allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float) and abs(node.value) < 10**9
    return isinstance(node, (ast.BinOp, ast.Name, ast.Load, *OPERATIONS))


def _value(node: ast.expr, counts: Mapping[str, int | Decimal | None]) -> Decimal | None:
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    if isinstance(node, ast.Name):
        if node.id not in counts:
            raise FormulaError(node.id)
        number = counts[node.id]
        return None if number is None else Decimal(number)
    left, right = _value(node.left, counts), _value(node.right, counts)
    if left is None or right is None or isinstance(node.op, ast.Div) and right == 0:
        return None
    return OPERATIONS[type(node.op)](left, right)
