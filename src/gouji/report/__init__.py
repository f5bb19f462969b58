"""Reports for people and programs: one module a form, a summary (or the claims) in, text or bytes out."""
