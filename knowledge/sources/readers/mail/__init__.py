"""Mails, mailboxes and calendars."""
