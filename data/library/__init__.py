"""The blueprint library: challenges of towns, ways to solve them, real examples, and who helps."""
