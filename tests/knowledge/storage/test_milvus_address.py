import pytest

from knowledge.errors import ConfigError
from knowledge.storage.engines import engine
from knowledge.storage.fallback_engine import FallbackEngine
from knowledge.storage.milvus_address import MilvusAddress


def test_a_server_has_a_port_a_database_and_a_name(tmp_path):
    address = MilvusAddress.parse("milvus://search.example/docs?name=Sales&tls=yes", tmp_path, "key")
    assert (address.uri, address.database) == ("https://search.example:19530", "docs")
    assert (address.prefix, address.token) == ("citebot_sales", "key")


def test_what_is_secret_in_an_address_is_not_shown(tmp_path):
    address = MilvusAddress.parse("milvus://bot:p%40ss@10.0.0.7:19531", tmp_path)
    assert (address.token, address.uri) == ("bot:p@ss", "http://10.0.0.7:19531")
    assert "p" not in address.shown.removeprefix("milvus://")


def test_a_file_is_counted_from_the_home_and_named_after_it(tmp_path):
    address = MilvusAddress.parse("milvus:facts.db", tmp_path)
    assert address.file == tmp_path / "facts.db"
    assert address.prefix != MilvusAddress.parse("milvus:facts.db", tmp_path.parent).prefix


def test_a_server_by_its_number_may_have_the_program_s_own_engine_beside_it(tmp_path):
    assert MilvusAddress.parse("milvus://[::1]", tmp_path).uri == "http://[::1]:19530"
    assert isinstance(engine("milvus://10.0.0.7?fallback=yes", tmp_path, {}), FallbackEngine)


@pytest.mark.parametrize(
    "address",
    [
        "milvus://",
        "milvus://host:port",
        "milvus://host?nme=sales",
        "milvus://host?tls=perhaps",
        "milvus://host?name=a-b",
        "milvus://host/one/two",
        "milvus:facts.db?fallback=yes",
        "milvus:facts",
        "milvus:nowhere/facts.db",
        "qdrant://host",
    ],
)
def test_what_is_no_address_is_said_with_what_would_be_one(tmp_path, address):
    with pytest.raises(ConfigError, match=r"milvus:FILE\.db"):
        engine(address, tmp_path, {})
