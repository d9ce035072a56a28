"""PV3xx: it applies and it parses, and is it still whole? One file a check."""
