package dev.venturi.arrow;

import com.google.flatbuffers.Table;
import dev.venturi.arrow.ArrowFile.Block;
import dev.venturi.arrow.ArrowFile.RowBlock;
import dev.venturi.csv.InputFile;
import dev.venturi.table.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/// Finds out what a file holds: by its footer, or, in a stream, message by message.
///
/// The structures of the format are not trusted: reading beyond them is an exception of Java, which
/// becomes an error of the file, and every place they name is held against the size of the file.
final class ArrowOpener {
    private static final int MAGIC = ArrowWriter.MAGIC.length;
    private static final int BLOCK = 24;
    private static final int PREFIX = 2 * Integer.BYTES;

    private final ArrowBytes bytes;
    private final List<RowBlock> batches = new ArrayList<>();
    private Map<Long, List<Block>> dictionaries = Map.of();
    private long rows;

    private ArrowOpener(ArrowBytes bytes) {
        this.bytes = bytes;
    }

    /// Reads the footer or the messages of a file.
    ///
    /// @throws MalformedDataException when it is no whole Arrow file
    static ArrowFile open(InputFile file) {
        try (ArrowBytes bytes = ArrowBytes.open(file)) {
            return new ArrowOpener(bytes).open();
        }
    }

    /// Whether a file begins as Arrow files and streams do.
    static boolean isArrow(InputFile file) {
        if (file.size() < PREFIX) {
            return false;
        }
        try (ArrowBytes bytes = ArrowBytes.open(file)) {
            return isFile(bytes.read(0, PREFIX, "beginning"))
                    || bytes.buffer(0, PREFIX, "beginning").getInt() == ArrowWriter.CONTINUATION;
        }
    }

    private static boolean isFile(byte[] beginning) {
        return Arrays.equals(beginning, 0, MAGIC, ArrowWriter.MAGIC, 0, MAGIC);
    }

    private ArrowFile open() {
        try {
            if (bytes.file().size() < PREFIX) {
                throw bytes.malformed(
                        "expected an Arrow file, found %d bytes".formatted(bytes.file().size()));
            }
            ArrowSchema schema = isFile(bytes.read(0, PREFIX, "beginning")) ? file() : stream();
            return new ArrowFile(bytes.file(), schema, List.copyOf(batches));
        } catch (MalformedDataException e) {
            throw e;
        } catch (RuntimeException e) { // what reading a broken structure ends with
            throw broken(e);
        }
    }

    private MalformedDataException broken(RuntimeException e) {
        return bytes.malformed(
                "its structure is damaged or not known here (%s); get or write the file again"
                        .formatted(e.getMessage() == null ? e.toString() : e.getMessage()));
    }

    private ArrowSchema file() {
        long size = bytes.file().size();
        int tail = Integer.BYTES + MAGIC;
        if (size < PREFIX + tail) {
            throw bytes.malformed("ends before its footer; get or write the file again");
        }
        ByteBuffer end = bytes.buffer(size - tail, tail, "end");
        int length = end.getInt();
        byte[] magic = new byte[MAGIC];
        end.get(magic);
        if (!isFile(magic)) {
            throw bytes.malformed(
                    "does not end as Arrow files do; it is not whole, get or write it again");
        }
        Footer footer =
                Footer.getRootAsFooter(bytes.buffer(size - tail - length, length, "footer"));
        requireKnown(footer.version());
        int found = footer.dictionariesLength();
        requireFit(found, length);
        for (int d = 0; d < found; d++) {
            message(block(footer.dictionaries(d)));
        }
        int count = footer.recordBatchesLength();
        requireFit(count, length);
        for (int b = 0; b < count; b++) {
            message(block(footer.recordBatches(b)));
        }
        return ArrowSchema.of(Objects.requireNonNull(footer.schema(), "no schema"));
    }

    private void requireFit(int blocks, int footer) {
        if ((long) blocks * BLOCK > footer) {
            throw bytes.malformed(
                    "its footer names %d blocks, for which it is too short".formatted(blocks));
        }
    }

    private static void requireKnown(short version) {
        if (version != MetadataVersion.V5 && version != MetadataVersion.V4) {
            throw new IllegalArgumentException("metadata of version V%d".formatted(version + 1));
        }
    }

    /// The parts of a block that the footer names.
    private Block block(org.apache.arrow.flatbuf.Block block) {
        Block found = prefixed(block.offset());
        if (found == null) {
            throw bytes.malformed("a message at byte %d is empty".formatted(block.offset()));
        }
        long body = block.offset() + block.metaDataLength();
        if (block.metaDataLength() < found.metadataLength()
                || !bytes.contains(body, block.bodyLength())) {
            throw bytes.malformed(
                    "a message at byte %d does not fit into the file".formatted(block.offset()));
        }
        return new Block(found.metadata(), found.metadataLength(), body, block.bodyLength());
    }

    /// The message that begins at a byte, its body not yet known; null at the end of a stream.
    private @Nullable Block prefixed(long offset) {
        ByteBuffer prefix = bytes.buffer(offset, PREFIX, "message");
        int first = prefix.getInt();
        boolean continued = first == ArrowWriter.CONTINUATION;
        int length =
                continued ? prefix.getInt() : first; // before version 0.15 nothing is before it
        long metadata = offset + (continued ? PREFIX : Integer.BYTES);
        if (length == 0) {
            return null;
        }
        if (!bytes.contains(metadata, length)) {
            throw bytes.malformed(
                    "a message at byte %d does not fit into the file".formatted(offset));
        }
        return new Block(metadata, length, metadata + length, 0);
    }

    private ArrowSchema stream() {
        ArrowSchema schema = null;
        long at = 0;
        while (bytes.file().size() - at >= PREFIX) {
            Block head = prefixed(at);
            if (head == null) {
                break;
            }
            Message message = messageOf(head);
            Block block =
                    new Block(
                            head.metadata(),
                            head.metadataLength(),
                            head.body(),
                            message.bodyLength());
            if (!bytes.contains(block.body(), block.bodyLength())) {
                throw bytes.malformed(
                        "ends inside the message at byte %d; it is not whole".formatted(at));
            }
            if (message.headerType() == MessageHeader.Schema) {
                if (schema != null) {
                    throw bytes.malformed("has a second schema at byte %d".formatted(at));
                }
                schema = ArrowSchema.of((Schema) header(message, new Schema()));
            } else {
                message(block);
            }
            at = block.body() + block.bodyLength();
        }
        if (schema == null) {
            throw bytes.malformed("expected an Arrow file or stream, found no schema");
        }
        return schema;
    }

    private Message messageOf(Block block) {
        return Message.getRootAsMessage(
                bytes.buffer(block.metadata(), block.metadataLength(), "message"));
    }

    private static Table header(Message message, Table into) {
        Table header = message.header(into);
        return Objects.requireNonNull(header, "a message without content");
    }

    /// Takes a record batch or a dictionary batch into account.
    private void message(Block block) {
        Message message = messageOf(block);
        requireKnown(message.version());
        switch (message.headerType()) {
            case MessageHeader.RecordBatch -> {
                RecordBatch batch = (RecordBatch) header(message, new RecordBatch());
                long length = batch.length();
                if (length < 0 || length > Integer.MAX_VALUE - 16) {
                    throw bytes.malformed("a record batch of %d rows".formatted(length));
                }
                if (length > 0) {
                    batches.add(
                            new RowBlock(
                                    block,
                                    rows,
                                    length,
                                    batch.compression() != null,
                                    dictionaries));
                    rows += length;
                }
            }
            case MessageHeader.DictionaryBatch -> {
                DictionaryBatch batch = (DictionaryBatch) header(message, new DictionaryBatch());
                List<Block> parts = new ArrayList<>();
                if (batch.isDelta()) {
                    parts.addAll(dictionaries.getOrDefault(batch.id(), List.of()));
                }
                parts.add(block);
                Map<Long, List<Block>> changed = new HashMap<>(dictionaries);
                changed.put(batch.id(), List.copyOf(parts));
                dictionaries = Map.copyOf(changed);
            }
            default ->
                    throw bytes.malformed(
                            "a message of kind %d where rows were expected"
                                    .formatted(message.headerType()));
        }
    }
}
