import subprocess
import sys

from knowledge.storage.engines import engine
from knowledge.storage.tantivy_index import TantivyEngine


def test_without_an_address_the_program_s_own_engine_is_used(tmp_path):
    assert isinstance(engine("", tmp_path, {}), TantivyEngine)


def test_whoever_uses_the_program_s_own_engine_needs_no_other():
    probe = "import sys, knowledge.base, knowledge.storage.engines as e; e.engine('', None, {}); sys.exit('pymilvus' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
