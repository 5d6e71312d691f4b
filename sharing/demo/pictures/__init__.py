"""Pictures the demo's students drew, painted, built and photographed: made by code, kept nowhere.

``paint`` makes any of them, the same one each time, in well under a second.
"""

from sharing.demo.pictures.catalogue import PICTURES, paint

__all__ = ["PICTURES", "paint"]
