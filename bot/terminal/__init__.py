"""The command line, and the chat at a keyboard."""
