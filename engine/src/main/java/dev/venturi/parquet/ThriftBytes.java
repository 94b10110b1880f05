package dev.venturi.parquet;

import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TEndpointTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/// Thrift's structures out of an array: no list or text may claim more bytes than are left, so that
/// nothing is allocated by a length that lies.
final class ThriftBytes extends TEndpointTransport {
    private byte[] bytes = {};
    private int at;
    private int end;
    private final TCompactProtocol protocol = new TCompactProtocol(this);

    ThriftBytes() throws TTransportException {
        super(new TConfiguration());
    }

    /// Reads a structure that begins at `from` and ends before `to`.
    ///
    /// @return the position behind it
    /// @throws TException when the bytes are no such structure
    /// @throws TTransportException of type END_OF_FILE when it goes on behind `to`
    int read(TBase<?, ?> structure, byte[] source, int from, int to) throws TException {
        bytes = source;
        at = from;
        end = to;
        protocol.reset();
        try {
            structure.read(protocol);
        } catch (StackOverflowError e) {
            throw new TException("structures nested without end", e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TException(e); // how a negative size shows itself
        }
        return at;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws TTransportException {
        checkReadBytesAvailable(length);
        System.arraycopy(bytes, at, into, offset, length);
        at += length;
        return length;
    }

    @Override
    public void checkReadBytesAvailable(long wanted) throws TTransportException {
        if (wanted > end - at) {
            throw new TTransportException(
                    TTransportException.END_OF_FILE,
                    "%,d more bytes announced where %,d are left".formatted(wanted, end - at));
        }
        if (wanted < 0) {
            throw new TTransportException("a negative length");
        }
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getBufferPosition() {
        return at;
    }

    @Override
    public int getBytesRemainingInBuffer() {
        return end - at;
    }

    @Override
    public void consumeBuffer(int length) {
        at += length;
    }

    @Override
    public void updateKnownMessageSize(long size) {} // the array is what is known

    @Override
    public void write(byte[] from, int offset, int length) {
        throw new IllegalStateException("only for reading");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void open() {}

    @Override
    public void close() {}
}
