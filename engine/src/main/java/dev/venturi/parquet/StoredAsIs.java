package dev.venturi.parquet;

/// Pages that are not packed: [PageReader] takes them as they stand.
final class StoredAsIs implements Decompressor {
    @Override
    public int unpack(byte[] from, int at, int length, byte[] into, int most) {
        if (length > most) {
            return -1;
        }
        System.arraycopy(from, at, into, 0, length);
        return length;
    }

    @Override
    public long largest(int length) {
        return length;
    }
}
