"""How much hangs on a choice: every headline difference again, under every combination of settings that might be.

Reading order: `choices` (what could have been set otherwise), `readings` (the same units, read otherwise), `variants`
(many ways of taking a measure, compared in one go), `leaving_out` (one outlet or article less), `table` (all of it),
`robustness` (what it comes to).
"""

from analyzer.sensitivity.robustness import robustness, robustness_text, what_turns
from analyzer.sensitivity.table import sensitivity

__all__ = ["robustness", "robustness_text", "sensitivity", "what_turns"]
