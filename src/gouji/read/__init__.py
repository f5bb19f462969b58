"""Reading: bytes → Document (opener) → Table (tables, forms) → Claim (claims). It never imports `gouji.check`."""
