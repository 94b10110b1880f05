package dev.venturi.advice.rules;

import dev.venturi.profile.IoKind;

/// Bytes are written a few at a time.
final class TinyWrites extends TinyCalls {
    TinyWrites() {
        super(
                "tiny-writes",
                "jdk.FileWrite",
                "writes",
                "Put a BufferedOutputStream or BufferedWriter around the stream (64 KB), or gather"
                        + " the bytes in an array and write them at once.");
    }

    @Override
    boolean moves(IoKind kind) {
        return kind == IoKind.FILE_WRITE || kind == IoKind.SOCKET_WRITE;
    }
}
