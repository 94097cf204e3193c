"""What can go wrong in this package; in English, for operators. What a citizen reads stands in `reasons.yml`.

LedgerError
├── Refused            the rules say no: an answer with a reason key, not a failure; nothing was booked
├── AmountError        no whole number of quarters
├── NoSuchTime         a local time that the clocks skipped
├── UnknownThing       no person, claim, task … of this name
├── BookingError       an entry that would break an invariant: a fault of ours, nothing was booked
├── KeyFileError       a keystore file: not there, or the passphrase does not fit
├── ProofError         a proof or an epoch file that does not hold, with what is wrong
└── ChainError         the chain cannot be used: not reachable, another chain, another contract, no money
"""

from __future__ import annotations


class LedgerError(Exception):
    """The root of all errors of this package."""


class Refused(LedgerError):
    """The rules say no. `reason` is a key of `reasons.yml`, `facts` what the sentence may tell beside it.

    What was noted on the way (a flag, a wrong PIN) is to be kept: the caller commits.
    """

    def __init__(self, reason: str, **facts: object) -> None:
        self.reason, self.facts = reason, facts
        super().__init__(reason)


class AmountError(LedgerError):
    """An amount that is no whole number of quarters, or not above zero where it must be."""


class NoSuchTime(LedgerError):
    """The clocks skipped this local time."""


class UnknownThing(LedgerError):
    """Nothing of this kind has this name."""

    def __init__(self, kind: str, name: str) -> None:
        self.kind, self.name = kind, name
        super().__init__(f"unknown {kind} {name!r}")


class BookingError(LedgerError):
    """An entry does not sum to zero, breaks a sign, or uses the key of another one."""


class KeyFileError(LedgerError):
    """A key cannot be used; nothing was signed."""


class ProofError(LedgerError):
    """What was shown does not prove what it says."""


class ChainError(LedgerError):
    """The chain cannot be used now; everything is kept and will be tried again."""
