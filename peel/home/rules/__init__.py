"""What a gathered page decides: which line leads, which pick fits. Plain values in, plain values out."""
