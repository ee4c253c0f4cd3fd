"""Measures Peel on this machine: ``make bench``. Figures are ratios to a bare page in the same run."""
