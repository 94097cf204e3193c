"""The contract on the chain: its source in Vyper, its committed artifact, and how both are compared."""
