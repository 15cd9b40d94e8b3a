"""Arrow text asked yes-or-no questions, answered as numpy masks without a null."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]


def mask(booleans: pa.Array | pa.ChunkedArray) -> Mask:
    """Arrow booleans as a numpy mask, null as False."""
    values: Mask = pc.fill_null(booleans, False).to_numpy(zero_copy_only=False)
    return values


def is_written(texts: pa.Array | pa.ChunkedArray) -> Mask:
    """Whether each cell holds more than blanks."""
    return mask(pc.match_substring_regex(texts, r"[^\s\p{Z}]"))
