"""The command line, and the chat at a keyboard.

Doors: `arguments`, `screen`, `subcommands`.
"""
