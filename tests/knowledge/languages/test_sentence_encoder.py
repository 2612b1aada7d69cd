import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.errors import ConfigError
from knowledge.languages import sentence_encoder as encoder_module
from knowledge.languages.sentence_encoder import Encoder, likeness
from tests.tiny_encoder import DIMENSIONS, TinyEncoder, np


@pytest.fixture
def tiny(tmp_path):
    return TinyEncoder(tmp_path / "tiny")


def as_numbers(vector):
    return np.frombuffer(vector, np.int8).astype(float)


def cosine(one, other):
    return one @ other / np.linalg.norm(one) / np.linalg.norm(other)


TEXTS = ["the bakery opens at six", "a loaf", "the mill grinds rye", "when does the bakery open", "two"]


def test_a_vector_points_where_the_mean_of_its_words_does(tiny):
    for text, vector in zip(TEXTS, Encoder(tiny.folder).encode(TEXTS), strict=True):
        assert cosine(as_numbers(vector), tiny.rows(text).mean(axis=0)) > 0.999


def test_vectors_use_the_whole_range_of_a_byte(tiny):
    for vector in Encoder(tiny.folder).encode(TEXTS):
        assert len(vector) == DIMENSIONS
        assert np.abs(as_numbers(vector)).max() == 127


def test_company_does_not_change_a_vector(tiny, monkeypatch):
    monkeypatch.setattr(encoder_module, "_BATCH_TOKENS", 8)
    encoder = Encoder(tiny.folder)
    assert encoder.encode(TEXTS) == [encoder.encode([text])[0] for text in TEXTS]
    assert encoder.encode([]) == []


@pytest.mark.parametrize("settings", [{"pooling_mode_cls_token": True}, {"pooling_mode": "cls"}])
def test_the_first_word_stands_for_the_text_where_the_model_says_so(tiny, settings):
    tiny.write("1_Pooling/config.json", settings)
    (vector,) = Encoder(tiny.folder).encode(["bakery opens at six"])
    assert cosine(as_numbers(vector), tiny.rows("bakery")[0]) > 0.999


@pytest.mark.parametrize(
    "settings",
    [
        {"pooling_mode_max_tokens": True},
        {"pooling_mode": "lasttoken"},
        {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": True},
    ],
)
def test_a_way_to_sum_words_up_that_is_not_known_is_refused(tiny, settings):
    tiny.write("1_Pooling/config.json", settings)
    with pytest.raises(ConfigError, match="which Citebot does not know"):
        Encoder(tiny.folder).encode(["rye"])


def test_a_model_that_gives_one_vector_a_text_is_believed(tmp_path):
    tiny = TinyEncoder(tmp_path / "tiny", is_pooled=True)
    (vector,) = Encoder(tiny.folder).encode(["the mill grinds rye"])
    assert cosine(as_numbers(vector), tiny.rows("the mill grinds rye").max(axis=0)) > 0.999


def test_what_goes_beyond_the_longest_text_is_not_read(tmp_path):
    encoder = Encoder(TinyEncoder(tmp_path / "tiny", limit=2).folder)
    assert encoder.encode(["the mill grinds rye"]) == encoder.encode(["the mill"])


def test_the_limit_is_the_models_not_that_left_in_the_tokenizer(tiny):
    tiny.write("tokenizer_config.json", {"model_max_length": 1e30})
    text = "the " * 20 + "rye " * 20
    assert cosine(as_numbers(*Encoder(tiny.folder).encode([text])), tiny.rows("the rye").mean(axis=0)) > 0.999


def test_questions_and_statements_get_the_words_the_model_wants_before_them(tiny):
    tiny.write("config_sentence_transformers.json", {"prompts": {"query": "query: ", "passage": "passage: "}})
    encoder = Encoder(tiny.folder)
    (question,), (statement,) = encoder.encode(["rye"], is_question=True), encoder.encode(["rye"])
    assert cosine(as_numbers(question), tiny.rows("query: rye").mean(axis=0)) > 0.999
    assert cosine(as_numbers(statement), tiny.rows("passage: rye").mean(axis=0)) > 0.999


def test_likeness_is_the_cosine(tiny):
    one, *many = Encoder(tiny.folder).encode(TEXTS)
    expected = [cosine(as_numbers(one), as_numbers(other)) for other in many]
    assert likeness(one, many) == pytest.approx(expected, abs=1e-4)
    assert likeness(one, [one]) == pytest.approx([1])
    assert likeness(one, []) == []


def test_a_text_without_words_is_like_nothing(tiny):
    encoder = Encoder(tiny.folder)
    nothing, something = encoder.encode(["", "rye"])
    assert likeness(nothing, [something]) == pytest.approx([0], abs=1e-4)


def test_the_digest_tells_models_and_their_settings_apart(tmp_path):
    first, same, other = (TinyEncoder(tmp_path / str(n), seed).folder for n, seed in enumerate((0, 0, 1)))
    assert Encoder(first).digest == Encoder(same).digest != Encoder(other).digest
    TinyEncoder(same, limit=9)
    assert Encoder(first).digest != Encoder(same).digest


def test_weights_in_a_file_of_their_own_count_for_the_digest(tiny):
    before = Encoder(tiny.folder).digest
    (tiny.folder / "model.onnx_data").write_bytes(b"weights")
    assert Encoder(tiny.folder).digest != before


@pytest.mark.parametrize("name", encoder_module.MODEL_FILES)
def test_the_model_may_have_any_of_its_usual_names(tiny, name):
    place = tiny.folder / name
    place.parent.mkdir(exist_ok=True)
    (tiny.folder / "model.onnx").rename(place)
    assert Encoder(tiny.folder).encode(["rye"])


def test_threads_share_one_encoder(tiny):
    encoder = Encoder(tiny.folder)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(encoder.encode, [TEXTS] * 8)) == [encoder.encode(TEXTS)] * 8


@pytest.mark.parametrize("lost", ["model.onnx", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_named_with_it(tiny, lost):
    (tiny.folder / lost).unlink()
    with pytest.raises(ConfigError, match=rf"there is no {lost} in the folder .*tiny\. "):
        Encoder(tiny.folder)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"there is no folder .*nowhere\. "):
        Encoder(tmp_path / "nowhere")


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json", "sentence_bert_config.json"])
def test_a_broken_file_is_said_when_the_model_is_first_needed(tiny, broken):
    (tiny.folder / broken).write_text("broken", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be used"):
        Encoder(tiny.folder).encode(["rye"])


def test_a_model_that_wants_what_is_not_known_is_refused(tmp_path):
    tiny = TinyEncoder(tmp_path / "tiny", extra_input="pixel_values")
    with pytest.raises(ConfigError, match="it needs “pixel_values”"):
        Encoder(tiny.folder).encode(["rye"])


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers", "numpy"])
def test_without_a_package_the_way_to_get_it_is_said(tiny, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigError, match=rf"{package} is not installed.*pip install"):
        Encoder(tiny.folder)
