package dev.venturi.advice.rules;

import dev.venturi.profile.IoKind;

/// Bytes are read a few at a time.
final class TinyReads extends TinyCalls {
    TinyReads() {
        super(
                "tiny-reads",
                "jdk.FileRead",
                "reads",
                "Put a BufferedInputStream or BufferedReader around the stream (64 KB), or read"
                        + " blocks into an array.");
    }

    @Override
    boolean moves(IoKind kind) {
        return kind.isRead();
    }
}
