"""Utterances to words with places, meaning, key words and finds; the only door to jieba and the sentence encoder."""

from workbench.text.concordance import concordance
from workbench.text.keywords import key_words
from workbench.text.meaning import encode
from workbench.text.sentences import read_sentences
from workbench.text.tokens import tokenize

__all__ = ["concordance", "encode", "key_words", "read_sentences", "tokenize"]
