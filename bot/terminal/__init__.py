"""The command line, and the chat at a keyboard.

Doors: `arguments`, `language`, `screen`, `store_commands`, `subcommands`.
"""
