"""Statistics: figures about what was counted or decided, each with its formula and its source."""

from kabgraph.statistics.agreement import (
    Coefficient,
    Level,
    cohen_kappa,
    krippendorff_alpha,
    observed_agreement,
)

__all__ = ["Coefficient", "Level", "cohen_kappa", "krippendorff_alpha", "observed_agreement"]
