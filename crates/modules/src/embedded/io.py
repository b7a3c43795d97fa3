"""Streams of text and bytes."""

from _io import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedReader, BytesIO, FileIO, StringIO, TextIOWrapper,
    UnsupportedOperation, open, open_code, text_encoding,
)

__all__ = [
    "BlockingIOError", "open", "open_code", "FileIO", "BytesIO", "StringIO", "BufferedReader", "TextIOWrapper",
    "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

UnsupportedOperation.__module__ = "io"
