package dev.venturi.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// The content of a gzip file (RFC 1952), all its members in a row.
///
/// The JDK's own stream ends quietly where the header of a later member is damaged, which loses
/// rows; here everything behind a member must be another member or zero bytes. Failures are
/// [ZipException]s that say what was found.
final class GzipInput extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private long member;
    private boolean inMember;
    private boolean ended;

    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                beginMember();
                continue;
            }
            int got = inflate(into, from, length);
            if (got > 0) {
                crc.update(into, from, got);
                return got;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a preset dictionary, which gzip does not have");
            } else {
                require();
                inflater.setInput(buffer, at, limit - at);
                at = limit;
            }
        }
        return -1;
    }

    private int inflate(byte[] into, int from, int length) throws ZipException {
        try {
            return inflater.inflate(into, from, length);
        } catch (DataFormatException e) {
            ZipException failure = new ZipException("damaged data (%s)".formatted(e.getMessage()));
            failure.initCause(e);
            throw failure;
        }
    }

    private void beginMember() throws IOException {
        int first;
        do { // tapes and some tools fill up with zeros
            first = at < limit || fill() ? next() : -1;
        } while (first == 0 && member > 0);
        if (first < 0 && member > 0) {
            ended = true;
            return;
        }
        if (first != 0x1f || next() != 0x8b || next() != 8) {
            throw new ZipException(
                    member == 0 ? "no gzip header" : "something else behind the compressed data");
        }
        int flags = next();
        skip(6); // time, compression level, system
        if ((flags & 4) != 0) {
            skip(next() | next() << 8);
        }
        for (int texts = Integer.bitCount(flags & 0x18); texts > 0; texts--) { // name, comment
            while (next() != 0) {}
        }
        if ((flags & 2) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        member++;
    }

    private void endMember() throws IOException {
        at -= inflater.getRemaining();
        long expectedCrc = next32();
        long expectedSize = next32();
        if (expectedCrc != crc.getValue()) {
            throw new ZipException("damaged data (the checksum differs)");
        }
        if (expectedSize != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("damaged data (the length differs)");
        }
        inMember = false;
    }

    private long next32() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private int next() throws IOException {
        require();
        return buffer[at++] & 0xFF;
    }

    private void require() throws IOException {
        if (at == limit && !fill()) {
            throw new ZipException("the end of the file in the middle of the compressed data");
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
