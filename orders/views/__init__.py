"""Pages of orders: the register, drafting, signing, acquaintance, the public check."""
