package dev.venturi.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// A file that parquet-java has written, and what stands in it.
///
/// @param kinds by column; its name is `c` and its index
/// @param values `[columns][rows]`, null where missing
@SuppressWarnings("ArrayRecordComponent") // never compared
record OracleFile(Path path, List<OracleColumn> kinds, @Nullable Object[][] values) {
    static final List<CompressionCodecName> CODECS =
            List.of(
                    CompressionCodecName.UNCOMPRESSED,
                    CompressionCodecName.SNAPPY,
                    CompressionCodecName.GZIP,
                    CompressionCodecName.LZ4_RAW,
                    CompressionCodecName.ZSTD);

    /// How a file is to be written.
    ///
    /// @param missing one of how many values is missing; 0 for none in columns that need a value
    /// @param distinct how many different values there are, about
    /// @param rowsPerPage rows of a page at most
    /// @param rowsPerGroup rows of a row group at most
    record Form(
            int rows,
            WriterVersion version,
            CompressionCodecName codec,
            boolean dictionary,
            boolean split,
            int missing,
            int distinct,
            int rowsPerPage,
            int rowsPerGroup,
            int dictionaryBytes) {
        static Form random(Random random) {
            int rows = random.nextInt(4) == 0 ? random.nextInt(20) + 1 : random.nextInt(5_000) + 1;
            return new Form(
                    rows,
                    random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0,
                    CODECS.get(random.nextInt(CODECS.size())),
                    random.nextInt(3) > 0,
                    random.nextInt(3) == 0,
                    switch (random.nextInt(4)) {
                        case 0 -> 0;
                        case 1 -> 2;
                        case 2 -> 10;
                        default -> 1_000;
                    },
                    1 << random.nextInt(14),
                    1 + random.nextInt(5_000),
                    1 + random.nextInt(8_000),
                    random.nextInt(4) == 0 ? 2_000 : 1 << 20);
        }
    }

    static OracleFile write(Path path, Form form, List<OracleColumn> kinds, Random random)
            throws IOException {
        boolean optional = form.missing > 0 || random.nextBoolean();
        List<Type> types = new ArrayList<>();
        for (int c = 0; c < kinds.size(); c++) {
            types.add(kinds.get(c).type("c" + c, optional));
        }
        MessageType schema = new MessageType("oracle", types);
        @Nullable Object[][] values = new Object[kinds.size()][form.rows];
        for (int c = 0; c < kinds.size(); c++) {
            Object last = kinds.get(c).value(random, form.distinct);
            for (int r = 0; r < form.rows; r++) {
                if (c > 0 || random.nextInt(3) == 0) { // the first column has runs
                    last = kinds.get(c).value(random, form.distinct);
                }
                boolean missing = form.missing > 0 && random.nextInt(form.missing) == 0;
                values[c][r] = missing ? null : last;
            }
        }
        OracleFile file = new OracleFile(path, kinds, values);
        file.write(schema, form);
        return file;
    }

    private void write(MessageType schema, Form form) throws IOException {
        var builder =
                ExampleParquetWriter.builder(new LocalOutputFile(path))
                        .withConf(new PlainParquetConfiguration())
                        .withType(schema)
                        .withWriterVersion(form.version)
                        .withCompressionCodec(form.codec)
                        .withDictionaryEncoding(form.dictionary)
                        .withDictionaryPageSize(form.dictionaryBytes)
                        .withPageRowCountLimit(form.rowsPerPage)
                        .withRowGroupRowCountLimit(form.rowsPerGroup);
        for (int c = 0; c < kinds.size(); c++) {
            if (kinds.get(c).isByteStreamSplittable()) {
                builder.withByteStreamSplitEncoding("c" + c, form.split);
            }
        }
        try (ParquetWriter<Group> writer = builder.build()) {
            for (int r = 0; r < form.rows; r++) {
                Group group = new SimpleGroup(schema);
                for (int c = 0; c < kinds.size(); c++) {
                    Object value = values[c][r];
                    if (value != null) {
                        kinds.get(c).write(group, "c" + c, value);
                    }
                }
                writer.write(group);
            }
        }
    }

    int rows() {
        return values[0].length;
    }

    /// The rows as [ParquetRows] shows them.
    ///
    /// @param keys columns that are keys
    /// @param order columns that are in order and have no missing value
    /// @param shown columns that are values
    List<String> expected(List<Integer> keys, List<Integer> order, List<Integer> shown) {
        List<String> rows = new ArrayList<>();
        for (int r = 0; r < rows(); r++) {
            StringBuilder row = new StringBuilder();
            for (int k : keys) {
                row.append(row.isEmpty() ? "" : ", ").append(kinds.get(k).asKey(values[k][r]));
            }
            for (int o : order) {
                row.append('|').append(kinds.get(o).asOrder(values[o][r]));
            }
            for (int v : shown) {
                row.append('|').append(kinds.get(v).asValue(values[v][r]));
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
