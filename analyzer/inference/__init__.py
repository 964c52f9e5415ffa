"""What may be claimed: intervals, ranks, contrasts, and the sentences that they allow."""
