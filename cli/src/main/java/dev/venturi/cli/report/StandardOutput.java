package dev.venturi.cli.report;

import dev.venturi.table.OutputClosedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// Standard output without the silence of `System.out`: a write that fails is an exception.
///
/// Closing it only flushes: it belongs to the process.
final class StandardOutput extends OutputStream {
    private final OutputStream stream;
    private final BooleanSupplier isPipe;

    /// @param isPipe whether only the end of a reader can make writing fail; asked after a failure
    StandardOutput(OutputStream stream, BooleanSupplier isPipe) {
        this.stream = stream;
        this.isPipe = isPipe;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            stream.write(bytes, from, length);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            stream.flush();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    private IOException explained(IOException e) {
        // the text of the system is translated in some countries; the kind of stream is not
        if (Objects.requireNonNullElse(e.getMessage(), "").endsWith("roken pipe")
                || isPipe.getAsBoolean()) {
            throw new OutputClosedException(e);
        }
        return new IOException("standard output: cannot be written: " + e.getMessage(), e);
    }
}
