"""The names of works go in, a table of ratios comes out: ours against a peer, in one run.

Nothing here is part of the product. Run ``python -m benchmarks``.
"""

NO_ROSTER = "brief-empty"  # the only finding of a job without a roster
