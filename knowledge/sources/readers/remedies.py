"""Messages that several readers give; each completes the sentence "FILE …"."""

DAMAGED = "is damaged or cut short. Copy or download it again and put that in its place."
PASSWORD = "is protected by a password. Save a copy without one and put that in its place."  # noqa: S105 - a message


def too_large(limit_bytes: int) -> str:
    """Say that a file, unpacked, is larger than `limit_bytes`."""
    return f"holds more than {limit_bytes // 2**20} MB when unpacked. Split it into smaller files."
