"""From figures bound to points to findings: derive what must hold, prove the reading, find the figure that is wrong."""
