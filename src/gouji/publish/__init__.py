"""From a budget to its publication: gate, files, manifest, proof, corrections, and the days by which it is due."""
