"""What was meant: small talk, questions about the bot, follow-ups, what is said of the last answer.

In reading order: `meaning` tells what a message is. A remark on the last answer (`requests`) goes to `last_answer`; small talk (`small_talk`, which
is like `talk_examples` or known to `talk_model` by its `message_features`) to `company`. Questions, without the `chatter` around them and apart where they are `joined_questions`, go to `conversation`, which asks
each as it stands and in its `readings`, made of what is `past` (of its `subjects`, and new words in their `slots`) and told by the words of a `sentence`; else what is `nearby` may tell. Before all that, what was `prompted` completes a command.

Doors: `chatter`, `company`, `conversation`, `last_answer`, `meaning`, `prompted`, `small_talk`.
"""
