"""Members of a zip file that may be hostile or cut short."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import NamedTuple

from evidence.citations.find.draft import Fault

MOST_MEMBERS = 20_000
MOST_UNPACKED = 128_000_000
MOST_RATIO = 250
FAIR_SIZE = 8_000_000
"""Bytes below which nothing is a bomb, however well it packs."""

_LOCAL = struct.Struct("<4s5H3I2H")
_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED = -1


class _Member(NamedTuple):
    """A file in the archive: where its bytes begin, their number where it tells, how packed."""

    name: str
    start: int
    size: int
    method: int


_NO_MEMBER = _Member("", 0, 0, _ENCRYPTED)


class Archive:
    """A zip file; one without its directory (its end is missing) is read as far as it goes.

    `cut` says that it was so. Raises Fault for what is no zip file or has too many members.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found: dict[str, _Member] = {}
        self.cut = False
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                members = file.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
            self.cut = True
            self._found = self._scan()
        else:
            self._found = {one.filename: self._at(one.header_offset) for one in members}
            if _NO_MEMBER in self._found.values():
                self.cut = True
                self._found = self._scan()
        if len(self._found) > MOST_MEMBERS:
            raise Fault("zip-bomb", f"more than {MOST_MEMBERS:,} files in one")

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def read(self, name: str) -> tuple[bytes, bool]:
        """Return the bytes of a member, and whether they are all of it.

        Raises Fault for one that unpacks to too much or is packed in a way that is not known.
        """
        member = self._found[name]
        if member.method == zipfile.ZIP_DEFLATED:
            return self._inflated(member.start, name)
        if member.method != zipfile.ZIP_STORED:
            message = "locked with a password, or packed in an unknown way"
            raise Fault("unknown-packing", message, "Save it as .docx without a password")
        _bounded(member.size, member.size, name)
        piece = self._data[member.start : member.start + member.size]
        return piece, len(piece) == member.size

    def _inflated(self, start: int, name: str) -> tuple[bytes, bool]:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        unpacked, taken = bytearray(), 0
        step = 1 << 16
        try:
            for at in range(start, len(self._data), step):
                piece = self._data[at : at + step]
                while piece and not inflate.eof:
                    unpacked += inflate.decompress(piece, 1 << 20)
                    taken, rest = taken + len(piece), inflate.unconsumed_tail
                    taken -= len(rest)
                    piece = rest
                    _bounded(len(unpacked), taken, name)
                if inflate.eof:
                    return bytes(unpacked), True
            unpacked += inflate.flush()
        except zlib.error:
            pass
        return bytes(unpacked), False

    def _scan(self) -> dict[str, _Member]:
        """Find members by their own headers, as no directory tells."""
        found: dict[str, _Member] = {}
        at = self._data.find(_SIGNATURE)
        while at >= 0 and len(found) <= MOST_MEMBERS:
            member = self._at(at)
            if member.name:
                found.setdefault(member.name, member)
            at = self._data.find(_SIGNATURE, at + 4)
        if not found:
            raise Fault("not-a-docx", "this is no Word file", "Save the article as .docx in Word")
        return found

    def _at(self, offset: int) -> _Member:
        """Return the member whose own header stands at an offset; one without name for none."""
        if offset < 0 or not self._data.startswith(_SIGNATURE, offset):
            return _NO_MEMBER
        if offset + _LOCAL.size > len(self._data):
            return _NO_MEMBER
        header = _LOCAL.unpack_from(self._data, offset)
        flags, method, size, name_size, extra = header[2], header[3], header[7], *header[9:]
        start = offset + _LOCAL.size + name_size
        name = self._data[offset + _LOCAL.size : start].decode("utf-8", errors="replace")
        return _Member(name, start + extra, size, _ENCRYPTED if flags & 1 else method)


def _bounded(unpacked: int, packed: int, name: str) -> None:
    hint = "Save the article again in Word"
    if unpacked > MOST_UNPACKED:
        message = f"'{name}' unpacks to more than {_mb(MOST_UNPACKED)}"
        raise Fault("zip-bomb", message, hint)
    if unpacked > FAIR_SIZE and unpacked > MOST_RATIO * packed:
        message = f"'{name}' unpacks to more than {MOST_RATIO} times its size"
        raise Fault("zip-bomb", message, hint)


def _mb(count: int) -> str:
    return f"{count // 1_000_000} MB"
