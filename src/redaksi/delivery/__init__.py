"""Deliveries: one module for each kind of target, the ledger, trust and secrets."""
