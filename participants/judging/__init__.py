"""The verdict on a row of an upload: whom it is about (`finding`), and what it would change (`wanting`).

Values travel as JSON keeps them (`values`): rows of uploads are stored between the preview and the acceptance.
"""

from .values import TOPICS, column_value, stored
from .verdicts import Judgement, Verdict, judge
from .whose_list import is_of_other_bank

__all__ = ["TOPICS", "Judgement", "Verdict", "column_value", "is_of_other_bank", "judge", "stored"]
