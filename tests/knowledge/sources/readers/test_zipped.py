import struct

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers import zipped as module
from knowledge.sources.readers.zipped import Archive


def test_names_in_xml_have_the_usual_prefixes(zipped):
    xml = '<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main" x:val="1" plain="2"/>'
    root = Archive(zipped({"a.xml": xml})).xml("a.xml")
    assert (root.tag, root.attrib) == ("w:p", {"w:val": "1", "plain": "2"})


def test_a_file_that_is_no_zip_is_damaged():
    with pytest.raises(ReadError, match="is damaged or cut short"):
        Archive(b"PK\x03\x04 and no more")


def test_a_missing_part_makes_the_file_damaged(zipped):
    with pytest.raises(ReadError, match="is damaged or cut short"):
        Archive(zipped({"a": "b"})).read("c")


def test_an_encrypted_office_file_asks_for_a_copy_without_password():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ReadError, match=r"is protected by a password\. Save a copy without one"):
        Archive(content)


def test_an_old_office_file_is_to_be_saved_in_the_new_format():
    with pytest.raises(ReadError, match=r"old binary format of Office. Open it and save it as \.docx"):
        Archive(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_an_encrypted_part_asks_for_a_copy_without_password(zipped):
    content = bytearray(zipped({"a.xml": "<a/>"}))
    content[6] |= 1
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    with pytest.raises(ReadError, match="protected by a password"):
        Archive(bytes(content)).read("a.xml")


def test_a_part_that_expands_like_a_bomb_is_refused(zipped):
    with pytest.raises(ReadError, match="expands to far more than a document needs"):
        Archive(zipped({"a.xml": bytes(40 * 2**20)}))


def test_too_many_parts_are_refused(zipped, monkeypatch):
    monkeypatch.setattr(module, "MAX_ENTRIES", 3)
    with pytest.raises(ReadError, match="packed from more than 3 parts"):
        Archive(zipped(dict.fromkeys("abcd", "")))


def test_too_much_content_is_refused(zipped, monkeypatch):
    monkeypatch.setattr(module, "MAX_EXPANDED_BYTES", 2**20)
    with pytest.raises(ReadError, match=r"holds more than 1 MB when unpacked\. Split it"):
        Archive(zipped({"a": bytes(2**20), "b": b"x"}))


def test_a_part_too_large_for_a_tree_is_refused(zipped, monkeypatch):
    monkeypatch.setattr(module, "MAX_READ_BYTES", 2**20)
    with pytest.raises(ReadError, match="holds more than 1 MB"):
        Archive(zipped({"a": bytes(2**20 + 1)})).read("a")


def test_a_part_that_lies_about_its_size_is_damaged(zipped):
    content = bytearray(zipped({"a.xml": "<a>" + "text " * 1000 + "</a>"}))
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<L", content, directory + 24, 10)
    with pytest.raises(ReadError, match="is damaged"):
        Archive(bytes(content)).read("a.xml")


def test_entities_are_refused(zipped):
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(ReadError, match="defines XML entities, which no document needs"):
        Archive(zipped({"a.xml": bomb})).xml("a.xml")


def test_deep_nesting_is_refused(zipped):
    deep = "<a>" * 1000 + "</a>" * 1000
    with pytest.raises(ReadError, match="nests its parts too deep"):
        Archive(zipped({"a.xml": deep})).xml("a.xml")


@pytest.mark.parametrize("xml", ["", "<a>", "<a><b></a>", '<?xml version="1.0" encoding="none-such"?><a/>'])
def test_broken_xml_makes_the_file_damaged(zipped, xml):
    with pytest.raises(ReadError, match="is damaged or cut short"):
        Archive(zipped({"a.xml": xml})).xml("a.xml")
