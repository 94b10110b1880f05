package dev.venturi.parquet.write;

import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.format.CompressionCodec;

/// How the pages of a Parquet file are compressed.
public enum ParquetCodec {
    /// Small files, read at a good speed: the default.
    ZSTD,
    /// What most writers take; larger, read somewhat faster.
    SNAPPY,
    /// For readers that know nothing else.
    GZIP,
    /// As Snappy, for readers of the last years.
    LZ4_RAW,
    /// As encoded.
    UNCOMPRESSED;

    /// The codec of a name as [#label] gives it.
    ///
    /// @throws UsageException for any other, with the nearest
    public static ParquetCodec named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (ParquetCodec codec : values()) {
            if (codec.label().equals(lower)) {
                return codec;
            }
        }
        String cure =
                NearestName.of(name, labels())
                        .map(near -> "did you mean %s?".formatted(near))
                        .orElse("expected one of " + String.join(", ", labels()));
        throw new UsageException("--codec: unknown codec \"%s\"; %s".formatted(name, cure));
    }

    /// The names of all.
    public static List<String> labels() {
        return Arrays.stream(values()).map(ParquetCodec::label).toList();
    }

    /// `zstd`, `snappy`, `gzip`, `lz4_raw` or `uncompressed`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As the file names it.
    CompressionCodec format() {
        return CompressionCodec.valueOf(name());
    }

    /// A compressor of its own; its library is loaded only now.
    PageCompressor compressor() {
        return switch (this) {
            case ZSTD -> new ZstdPages();
            case SNAPPY -> new SnappyPages();
            case GZIP -> new GzipPages();
            case LZ4_RAW -> new Lz4Pages();
            case UNCOMPRESSED -> (page, into) -> into.write(page);
        };
    }
}
