package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TMemoryBuffer;

/// Writes the structures of the format. Through memory: Thrift's transport over streams would need
/// a logging library.
final class Thrift {
    private Thrift() {}

    /// Appends a structure.
    ///
    /// @return its bytes
    static int write(TBase<?, ?> structure, Bytes into) {
        try {
            TMemoryBuffer buffer = new TMemoryBuffer(128);
            structure.write(new TCompactProtocol(buffer));
            into.write(buffer.getArray(), 0, buffer.length());
            return buffer.length();
        } catch (TException e) {
            throw new IllegalStateException(
                    "%s cannot be written".formatted(structure.getClass().getSimpleName()), e);
        }
    }
}
