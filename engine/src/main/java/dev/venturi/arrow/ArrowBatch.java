package dev.venturi.arrow;

import com.google.flatbuffers.Table;
import dev.venturi.arrow.ArrowFile.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;

/// The buffers of one record batch or dictionary.
final class ArrowBatch {
    private final ArrowBytes file;
    private final Block block;
    private final RecordBatch batch;
    private final int codec;

    private ArrowBatch(ArrowBytes file, Block block, RecordBatch batch) {
        this.file = file;
        this.block = block;
        this.batch = batch;
        BodyCompression compression = batch.compression();
        this.codec = compression == null ? ArrowBuffer.PLAIN : compression.codec();
        boolean known =
                codec == ArrowBuffer.PLAIN
                        || codec == CompressionType.ZSTD
                        || codec == CompressionType.LZ4_FRAME;
        if (!known) {
            throw file.malformed("compression %d is not known here".formatted(codec));
        }
    }

    static ArrowBatch rows(ArrowBytes file, Block block) {
        return new ArrowBatch(file, block, (RecordBatch) header(file, block, new RecordBatch()));
    }

    static ArrowBatch dictionary(ArrowBytes file, Block block) {
        DictionaryBatch found = (DictionaryBatch) header(file, block, new DictionaryBatch());
        RecordBatch data = found.data();
        if (data == null) {
            throw file.malformed("a dictionary without values");
        }
        return new ArrowBatch(file, block, data);
    }

    private static Table header(ArrowBytes file, Block block, Table into) {
        Message message =
                Message.getRootAsMessage(
                        file.buffer(block.metadata(), block.metadataLength(), "message"));
        Table header = message.header(into);
        if (header == null) {
            throw file.malformed("a message without content");
        }
        return header;
    }

    long length() {
        return batch.length();
    }

    /// Whether it has exactly the buffers its schema asks for.
    ///
    /// @param views columns with buffers of their own number
    boolean hasBuffers(int nodes, int buffers, int views) {
        return batch.nodesLength() == nodes
                && batch.variadicBufferCountsLength() == views
                && batch.buffersLength() == buffers + moreBuffers(views);
    }

    /// Buffers of the views before one of them, beyond the two that each has.
    long moreBuffers(int views) {
        long more = 0;
        for (int v = 0; v < views; v++) {
            more += dataBuffers(v);
        }
        return more;
    }

    /// Buffers with the long texts of a view.
    int dataBuffers(int view) {
        long count = batch.variadicBufferCounts(view);
        if (count < 0 || count > batch.buffersLength()) {
            throw file.malformed("a column of %d buffers".formatted(count));
        }
        return (int) count;
    }

    ArrowBuffer buffer(long index) {
        if (index < 0 || index >= batch.buffersLength()) {
            throw file.malformed("a record batch has too few buffers");
        }
        Buffer buffer = batch.buffers((int) index);
        long at = buffer.offset();
        long length = buffer.length();
        if (at < 0 || length < 0 || at > block.bodyLength() || length > block.bodyLength() - at) {
            throw file.malformed("a buffer does not fit into its record batch");
        }
        return ArrowBuffer.of(file, block.body() + at, length, codec);
    }
}
