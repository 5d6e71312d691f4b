"""How the process that rewrites a document says why it did not: by the number it ends with."""

from portfolios.media.refusal import Refusal

ENDS = {10: Refusal.DAMAGED, 11: Refusal.PASSWORD, 12: Refusal.TOO_BIG, 13: Refusal.STUCK}
