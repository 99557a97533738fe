"""Papers of the banks: what says what they hold; core.documents renders them."""
