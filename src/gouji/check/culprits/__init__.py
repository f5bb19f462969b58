"""Which printed figures are wrong: the smallest weighted change that makes every identity of a document true."""
