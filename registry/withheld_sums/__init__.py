"""Sums of amounts that the public may not see, published only where no single amount can be told from them."""
