"""Many files: each in a worker process of its own, each with exactly one disposition, resumable."""
