"""Reading a part of a file that ought to be there."""


def cut(data: bytes, at: int, size: int) -> bytes:
    """Return ``size`` bytes from ``at`` on; raises ``ValueError`` where the file ends before."""
    part = data[at : at + size]
    if size < 0 or len(part) != size:
        raise ValueError("cut off")
    return part
