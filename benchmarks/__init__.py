"""Programs that measure the product and its peers on the same work, side by side, as ratios."""
