"""Office containers opened with care: sizes are checked before anything is unpacked, XML before it is believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from gouji.model.fault import ReadError
from gouji.read.faults import fault
from gouji.read.limits import Limits

_MEMBERS = 10_000
"""Members of one container, at most; large workbooks have some hundreds."""

_SMALL = 64 * 2**20
"""Bytes under which the ratio of a member does not matter: a million empty but formatted rows compress 300 times."""


class Archive:
    """A ZIP container whose declared sizes are within the limits; Python unpacks no member beyond its declared size."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open and check the container.

        Raises:
            ReadError: damaged, encrypted, or it would unpack to more than the limits allow.
        """
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise fault("damaged", detail=f"ZIP: {error}") from None
        self._check_sizes()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A member's content.

        Raises:
            ReadError: the member is missing, damaged or encrypted.
        """
        try:
            return self._zip.read(name)
        except KeyError:
            raise fault("damaged", detail=(f"缺少 {name}", f"{name} is missing")) from None
        except RuntimeError:  # zipfile's way to say that a password is wanted
            raise fault("encrypted") from None
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise fault("damaged", detail=f"{name}: {error}") from None

    def parse(self, name: str) -> etree._Element:
        """The root of an XML member.

        Raises:
            ReadError: the member is missing, no XML, nested too deeply or defines entities.
        """
        return parse_xml(self.read(name), name)

    def stream(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of a large XML member that have these local names, each whole; earlier ones are let go.

        Raises:
            ReadError: as `parse`.
        """
        yield from stream_xml(self.read(name), name, tags)

    def _check_sizes(self) -> None:
        members = self._zip.infolist()
        if len(members) > _MEMBERS:
            raise fault("zip_bomb", detail=(f"{len(members)} 个成员", f"{len(members)} members"))
        total = sum(member.file_size for member in members)
        if total > self._limits.unpacked:
            raise fault("zip_bomb", detail=f"{total // 2**20:,} MB")
        for member in members:
            if member.file_size > max(_SMALL, member.compress_size * self._limits.ratio):
                times = member.file_size // max(member.compress_size, 1)
                raise fault(
                    "zip_bomb",
                    detail=(f"{member.filename} 胀大 {times:,} 倍", f"{member.filename} grows {times:,} times"),
                )


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML text that defines no entities and asks for nothing outside itself.

    Raises:
        ReadError: no XML, nested too deeply, or it defines entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _xml_fault(error, data, name) from None
    _refuse_entities(root, name)
    return root


def stream_xml(data: bytes, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements with these local names in an XML text, one by one.

    Raises:
        ReadError: as `parse_xml`.
    """
    events = etree.iterparse(
        io.BytesIO(data),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    is_checked = False
    try:
        for _, element in events:
            if not is_checked:
                _refuse_entities(element, name)
                is_checked = True
            yield element
            element.clear(keep_tail=True)
            while element.getprevious() is not None:
                del element.getparent()[0]
        _refuse_entities(events.root, name)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _xml_fault(error, data, name) from None


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace (strict and transitional files differ only there); "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _refuse_entities(element: etree._Element, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise fault("entities", detail=name)


def _xml_fault(error: Exception, data: bytes, name: str) -> ReadError:
    said = str(error)
    if "<!ENTITY" in data[:4096].decode("latin-1"):
        return fault("entities", detail=name)
    if "depth" in said.lower():
        return fault("too_deep", detail=name)
    return fault("damaged", detail=f"{name}: {said.partition(', line')[0]}")
