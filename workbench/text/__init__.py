"""Utterances to words with places, meaning and finds; the only door to jieba, OpenCC and the sentence encoder."""

from workbench.text.bulk import count_words
from workbench.text.landmarks import encode_many
from workbench.text.meaning import encode
from workbench.text.sentences import read_sentences
from workbench.text.tokens import tokenize

__all__ = ["count_words", "encode", "encode_many", "read_sentences", "tokenize"]
