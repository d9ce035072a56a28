"""Packs notes into one line: `pack fast TEXT` or `pack small TEXT`; `unpack` brings them back."""

import base64
import importlib
import sys
import zlib

CODECS = {"small": "codecs_small", "fast": "codec_fast"}


def codec(name):
    return importlib.import_module(CODECS[name])


def pack(name, text):
    data = codec(name).squeeze(text.encode())
    return f"{name}:{base64.b64encode(data).decode()}"


def unpack(line):
    name, _, body = line.partition(":")
    return codec(name).expand(base64.b64decode(body)).decode()


def checksum(text):
    return f"{zlib.crc32(text.encode()):08x}"


def main(verb, *rest):
    if verb == "pack":
        print(pack(*rest))
    elif verb == "unpack":
        print(unpack(*rest))
    elif verb == "sum":
        print(checksum(*rest))


if __name__ == "__main__":
    main(*sys.argv[1:])
