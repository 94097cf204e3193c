"""What ends or delays our part in Matrix; the other channels go on.

BotError
└── MatrixStopped   the account cannot be used until the operator did what the message says
"""

from __future__ import annotations

from bot.errors import BotError


class MatrixStopped(BotError):
    """Nothing more comes in or goes out until an operator acts and starts again."""
