"""What the files of the settlement share: epochs for witnesses, proofs for people, the list of roots for everyone."""

from __future__ import annotations

import json
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ledger.errors import ProofError

Hash = Annotated[str, Field(pattern=r"^0x[0-9a-f]{64}$")]
Address = Annotated[str, Field(pattern=r"^0x[0-9a-fA-F]{40}$")]
Quarters = Annotated[int, Field(ge=0, lt=2**63, strict=True)]
Epoch = Annotated[int, Field(ge=1, lt=2**63, strict=True)]
Number = Annotated[int, Field(ge=0, lt=2**63, strict=True)]
LARGEST = 16 * 1024 * 1024


class Part(BaseModel):
    """Something in a file; what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LedgerFile(Part):
    """A whole file. Its field `form` says which."""

    @classmethod
    def is_one(cls, text: str) -> bool:
        """Does it say that it is one of these?"""
        return f'"{cls.model_fields["form"].default}"' in text[:200]

    @classmethod
    def read(cls, text: str) -> Self:
        """From a file that anybody may have written. Raises ProofError with the first thing that is wrong."""
        if len(text) > LARGEST:
            raise ProofError("is too large for a file of ours")
        try:
            return cls.model_validate(json.loads(text))
        except ValidationError as error:
            first = error.errors()[0]
            raise ProofError(f"{'.'.join(map(str, first['loc'])) or 'the file'}: {first['msg']}") from error
        except (ValueError, RecursionError) as error:
            raise ProofError(f"is no JSON: {error}") from error


class SignedFile(LedgerFile):
    """What a witness sends back."""

    form: str = Field("gemeinwerk-signature-1", pattern="^gemeinwerk-signature-1$")
    epoch: Epoch
    witness: Address
    signature: Annotated[str, Field(pattern=r"^0x[0-9a-f]{130}$")]
