"""Statistics: figures about what was counted or decided, each with its formula and its source."""

from kabgraph.statistics.agreement import (
    Coefficient,
    Level,
    cohen_kappa,
    krippendorff_alpha,
    observed_agreement,
)
from kabgraph.statistics.association import Contingency, log_likelihood, log_ratio, mutual_information
from kabgraph.statistics.dispersion import Spread, spread

__all__ = [
    "Coefficient",
    "Contingency",
    "Level",
    "Spread",
    "cohen_kappa",
    "krippendorff_alpha",
    "log_likelihood",
    "log_ratio",
    "mutual_information",
    "observed_agreement",
    "spread",
]
