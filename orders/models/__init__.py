"""Nouns: orders and the series they are numbered in, their steps and readers, legal acts, corrected declensions."""

from .acknowledgements import Acknowledgement
from .acts import LegalAct
from .names import NameForms
from .orders import Order, OrderStep
from .series import OrderCounter, OrderSeries

__all__ = ["Acknowledgement", "LegalAct", "NameForms", "Order", "OrderCounter", "OrderSeries", "OrderStep"]
