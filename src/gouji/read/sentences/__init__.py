"""Sentences: the figures of running text as claims, each with its subject, and what the text says of them.

Paragraphs ─passages─▶ Passage ─mentions─▶ Mention ─subjects─▶ Partial ─bind─▶ Claim, Statement
"""

from gouji.read.sentences.read import read_sentences

__all__ = ["read_sentences"]
