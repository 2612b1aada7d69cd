"""Inline mode and deep links, through HTTP."""

from bot.config.schema import AccessMode


async def test_words_find_facts_that_arrive_with_their_citation(start, ada, bot_api):
    await start()
    query = await ada.people[0].ask_inline("mayor")
    answer = await bot_api.answer_to(query)
    first = answer.results[0]
    assert first.title == "Ingrid Solheim is the mayor of Lindvik."
    assert first.description.startswith("Harbour plan for Lindvik")
    assert answer.cache_time <= 60
    assert not answer.is_personal
    friend = bot_api.group("Friends", ada.people[0])
    post = await ada.people[0].choose(query, first.id, friend)
    assert "<blockquote expandable>“Mayor Ingrid Solheim”</blockquote>" in post.html
    assert post.inline_buttons[0].url == "https://t.me/cited_test_bot?start=f_mayor"


async def test_a_fact_picked_in_the_chat_with_the_bot_is_no_question(start, ada):
    await start()
    query = await ada.people[0].ask_inline("mayor")
    await ada.people[0].choose(query, "f_mayor", ada)
    await ada.send("/fact marsh")
    assert (await ada.next_reply()).text.endswith("Fact marsh")


async def test_without_words_the_approved_facts_come_first(start, ada, bot_api):
    await start()
    answer = await bot_api.answer_to(await ada.people[0].ask_inline(""))
    assert 4 < len(answer.results) <= 20
    assert len({result.id for result in answer.results}) == len(answer.results)


async def test_on_an_allowlist_answers_are_kept_for_one_person(start, ada, bot_api):
    await start(access=AccessMode.ALLOWLIST, users=(ada.id,))
    assert (await bot_api.answer_to(await ada.people[0].ask_inline("mayor"))).is_personal


async def test_every_answer_can_be_shared_as_a_link(start, ada):
    await start()
    await ada.send("/fact mayor")
    share = (await ada.next_reply()).inline_buttons[-1]
    assert share.text == "Share"
    assert "https%3A%2F%2Ft.me%2Fcited_test_bot%3Fstart%3Df_mayor" in share.url


async def test_a_deep_link_opens_its_fact(start, ada):
    await start()
    await ada.send("/start f_mayor")
    assert (await ada.next_reply()).text.endswith("Fact mayor")
