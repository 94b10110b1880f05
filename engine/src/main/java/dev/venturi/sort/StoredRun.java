package dev.venturi.sort;

import dev.venturi.spill.BlockList;

/// A sorted run that was written to a temporary file.
///
/// @param firstKey the bytes of the key of its first row
/// @param lastKey of its last row
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredRun(BlockList blocks, byte[] firstKey, byte[] lastKey) {}
