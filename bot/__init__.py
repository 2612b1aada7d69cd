"""From a message to a reply: the dialogue, its commands, and the places it is held in."""
