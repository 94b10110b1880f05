package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.ColumnType;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TypeAssumptionException;
import dev.venturi.table.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of files that cannot be read: the place, what was found, what was expected, the
/// cure.
class BadInputTest {
    private static final String CURE =
            "; to read it as missing add it to --null-tokens, to read the column as text use --types"
                    + " x:text";

    @TempDir Path directory;

    @Test
    void aMissingFileIsNamedWithTheNearest() throws IOException {
        Files.writeString(directory.resolve("readings.csv"), "k,x\na,1\n");
        Path written = directory.resolve("readngs.csv");
        assertThatThrownBy(() -> InputFiles.of(written))
                .isInstanceOf(UsageException.class)
                .hasMessage(written + ": no such file; did you mean readings.csv?");
        Path nowhere = directory.resolve("none").resolve("a.csv");
        assertThatThrownBy(() -> InputFiles.of(nowhere))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        nowhere
                                + ": no such file; the directory "
                                + nowhere.getParent()
                                + " does not exist");
    }

    @Test
    void remoteFilesAreRefusedWithTheCure() {
        for (String address : List.of("s3://bucket/a.csv", "https://host/a.csv")) {
            assertThatThrownBy(() -> InputFiles.expand(List.of(address)))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(
                            address
                                    + ": only local files are read; copy it to this machine first,"
                                    + " or pipe its content in and name the input -");
        }
    }

    @Test
    void anEmptyFile() {
        for (String content : List.of("", "\n", "\uFEFF", "  \r\n\n")) {
            assertMalformed(content, "k//x", "", "the file is empty");
        }
    }

    @Test
    void onlyAHeader() throws IOException {
        for (String content : List.of("k,x", "k,x\n", "k,x\r\n\r\n")) {
            assertMalformed(content, "k//x", "", "only a header, no rows");
        }
        Path a = Files.writeString(directory.resolve("a.csv"), "k,x\n");
        Path b = Files.writeString(directory.resolve("b.csv"), "k,x\n");
        assertThatThrownBy(() -> Tables.open(CsvOptions.DEFAULTS, a, b))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(a + ": only a header, no rows, here and in all other files");
    }

    @Test
    void aColumnNameTwice() {
        assertMalformed(
                "k,x,k\na,1,b\n",
                "k//x",
                ":1: column \"k\"",
                "two columns have this name; rename one of them in the header");
    }

    @Test
    void aRaggedRow() {
        assertMalformed("k,x\na,1\nb\nc,3\n", "k//x", ":3", "expected 2 fields, found 1");
        assertMalformed("k,x\na,1\nb,2,3\n", "k//x", ":3", "expected 2 fields, found 3");
        assertMalformed("k,x\n\"a\n\",1\n\nb,2,\n", "k//x", ":5", "expected 2 fields, found 3");
    }

    @Test
    void aTextAmongNumbers() {
        assertMalformed(
                "k,x\na,72.1\na,72..1\n",
                "k//x",
                ":3: column \"x\"",
                "expected a number (first value \"72.1\" (line 2)), found \"72..1\"" + CURE);
        assertMalformed(
                "k,x\na,1\na,\"o\"\"k\n" + "1234567890".repeat(5) + "\"\n",
                "k//x",
                ":3: column \"x\"",
                "expected a number (first value \"1\" (line 2)), found"
                        + " \"o\"k 123456789012345678901234567890123456...\""
                        + CURE);
        assertMalformed(
                "k;x\na;1\na;1,5\n",
                "k//x",
                ":3: column \"x\"",
                "expected a number (first value \"1\" (line 2)), found \"1,5\"; decimal commas are"
                        + " not read: write points");
    }

    @Test
    void theFirstBadRowIsReportedWhateverItsColumn() {
        assertMalformed(
                "k,x,y\na,1,2\na,1,b\na,c,3\n",
                "k//x;y",
                ":3: column \"y\"",
                "expected a number (first value \"2\" (line 2)), found \"b\""
                        + CURE.replace("x:", "y:"));
        assertMalformed(
                "k,x,y\na,1,2\na,b,c\n,1,1\n",
                "k//y;x",
                ":3: column \"x\"",
                "expected a number (first value \"1\" (line 2)), found \"b\"" + CURE);
    }

    @Test
    void aBooleanThatIsNone() {
        assertMalformed(
                "k,x\na,true\na,False\na,1\n",
                "k//x",
                ":4: column \"x\"",
                "expected true or false (first value \"true\" (line 2)), found \"1\"" + CURE);
    }

    @Test
    void aFractionWhereTheUserSaidInt64() {
        assertMalformed(
                "k,x\na,1\na,2\na,2.5\na,3.5\n",
                "k//x",
                CsvOptions.DEFAULTS.withTypes(Map.of("x", ColumnType.INT64)),
                ":4: column \"x\"",
                "expected a whole number in the range of int64 (given by --types), found \"2.5\";"
                        + " use float64 to read fractions");
    }

    @Test
    void aQuoteThatIsNeverClosed() {
        assertMalformed(
                "k,x\na,1\nb,\"2\nc,3\n", "k//x", ":3", "a quote is opened here and never closed");
        assertMalformed(
                "k,x\n\"a\nb\",1\n\"c\",\"\n",
                "k//x",
                ":4",
                "a quote is opened here and never closed");
    }

    @Test
    void textBehindAClosingQuote() {
        assertMalformed(
                "k,x\na,1\n\"b\nb\"c,2\n",
                "k//x",
                ":3",
                "expected a delimiter behind the closing quote, found \"c,2 \"; a quote inside a"
                        + " quoted field is written \"\"");
    }

    @Test
    void aMissingKey() {
        String cure =
                "the key is missing; drop such rows, or make them an entity of their own with"
                        + " --keep-null-key";
        assertMalformed("k,x\na,1\n,2\n", "k//x", ":3: column \"k\"", cure);
        assertMalformed("k,x\na,1\nNA,2\n", "k//x", ":3: column \"k\"", cure);
        assertMalformed("k,j,x\na,b,1\na,\"\",2\n", "k;j//x", ":3: column \"j\"", cure);
    }

    @Test
    void aKeyThatIsNotUtf8() throws IOException {
        byte[] content = "k,x\na,1\nM\u00fcller,2\n".getBytes(StandardCharsets.ISO_8859_1);
        CsvTable table = Tables.of(directory, content, CsvOptions.DEFAULTS);
        assertThatThrownBy(() -> Tables.rows(table, "k//x"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        directory.resolve("t.csv")
                                + ":3: column \"k\": expected a key in UTF-8, found \"M\uFFFDller\";"
                                + " convert the file, for example with: iconv -f LATIN1 -t UTF-8");
    }

    @Test
    void aHeaderThatIsNotUtf8() {
        byte[] content = "k,\u00fc\na,1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Tables.of(directory, content, CsvOptions.DEFAULTS))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageEndingWith(
                        "t.csv:1: expected the name of a column in UTF-8, found \"\uFFFD\"; convert"
                                + " the file, for example with: iconv -f LATIN1 -t UTF-8");
    }

    @Test
    void anOrderThatIsMissing() {
        for (String content : List.of("k,t,x\na,1,1\na,,2\n", "k,t,x\na,2026-01-01,1\na,,2\n")) {
            assertMalformed(
                    content,
                    "k/t/x",
                    ":3: column \"t\"",
                    "expected a value to order by, found nothing; drop such rows or order by"
                            + " another column");
        }
    }

    @Test
    void aTimeThatIsNone() {
        assertMalformed(
                "k,t,x\na,2026-01-01T00:00,1\na,01.02.2026,2\n",
                "k/t/x",
                ":3: column \"t\"",
                "expected an ISO 8601 date or time such as 2026-01-31T23:59:59.5Z (first value"
                        + " \"2026-01-01T00:00\" (line 2)), found \"01.02.2026\""
                        + CURE.replace("x:", "t:"));
        assertMalformed(
                "k,t,x\na,2026-01-01,1\na,2026-02-30,2\n",
                "k/t/x",
                ":3: column \"t\"",
                "\"2026-02-30\" is no time between the years 1678 and 2261");
    }

    @Test
    void timesWithAndWithoutZone() throws IOException {
        String content = "k,t,x\na,2026-01-01T00:00Z,1\na,2026-01-02T00:00,2\n";
        assertMalformed(
                content,
                "k/t/x",
                ":3: column \"t\"",
                "\"2026-01-01T00:00Z\" and \"2026-01-02T00:00\": one names a zone, the other does"
                        + " not; say with --time-zone where the local ones are, for example"
                        + " --time-zone Europe/Berlin");
        CsvOptions zoned = CsvOptions.DEFAULTS.withTimeZone(ZoneId.of("Europe/Berlin"));
        assertThat(Tables.rows(Tables.of(directory, content, zoned), "k/t/x"))
                .containsExactly("a|1767225600000000000|1.0", "a|1767308400000000000|2.0");
    }

    @Test
    void textToOrderByOrToComputeWith() throws IOException {
        CsvTable table = Tables.of(directory, "k,s,t\na,x,2026-01-01\n");
        assertThatThrownBy(() -> Tables.rows(table, "k/s/"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--order-by: column \"s\" holds text (first value \"x\" (line 2)); rows are"
                                + " ordered by numbers or times");
        assertThatThrownBy(() -> Tables.rows(table, "k//t"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--select: column \"t\" holds times (first value \"2026-01-01\" (line 2));"
                                + " features are of numbers");
    }

    @Test
    void aTypeForAColumnThatDoesNotExist() {
        CsvOptions options = CsvOptions.DEFAULTS.withTypes(Map.of("heartrate", ColumnType.TEXT));
        assertThatThrownBy(() -> Tables.of(directory, "k,heart_rate\na,1\n", options))
                .isInstanceOf(UsageException.class)
                .hasMessage("--types: no column \"heartrate\"; did you mean \"heart_rate\"?");
    }

    @Test
    void filesWithOtherColumns() throws IOException {
        Path a = Files.writeString(directory.resolve("a.csv"), "k,x,y\na,1,2\n");
        Path b = Files.writeString(directory.resolve("b.csv"), "z,k,x\n1,a,1\n");
        assertThatThrownBy(() -> Tables.open(CsvOptions.DEFAULTS, a, b))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        b + ": its columns are not those of " + a + ": it lacks y; only it has z");
    }

    @Test
    void utf16IsRefusedWithTheCure() {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            byte[] content = "\uFEFFk,x\na,1\n".getBytes(charset);
            assertThatThrownBy(() -> Tables.of(directory, content, CsvOptions.DEFAULTS))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("t.csv: expected UTF-8, found UTF-16; convert it: iconv");
        }
    }

    @Test
    void otherFormatsAreNamed() {
        assertThatThrownBy(() ->
                        Tables.of(
                                directory, new byte[] {'P', 'K', 3, 4, 0, 0}, CsvOptions.DEFAULTS))
                .hasMessageEndingWith(
                        "t.csv: expected CSV text or gzip, found a zip archive; unpack it first");
        assertThatThrownBy(() ->
                        Tables.of(
                                directory,
                                new byte[] {'P', 'A', 'R', '1', 0, 1},
                                CsvOptions.DEFAULTS))
                .hasMessageEndingWith(
                        "t.csv: expected CSV text, found bytes of value 0: not a text file, or"
                                + " UTF-16");
    }

    @Test
    void carriageReturnsAlone() {
        assertMalformed(
                "k,x\ra,1\rb,2\r",
                "k//x",
                "",
                "expected lines that end with a line feed, found carriage returns only; convert it:"
                        + " tr '\\r' '\\n' < "
                        + directory.resolve("t.csv"));
    }

    @Test
    void aGzipFileThatIsCutShortNearItsBeginningOrItsEnd() throws IOException {
        for (int rows : new int[] {2, 1_000_000}) {
            byte[] whole = gzip("k,x\n" + "a,1\n".repeat(rows));
            byte[] cut = Arrays.copyOf(whole, whole.length - 9);
            assertThatThrownBy(() ->
                            Tables.rows(Tables.of(directory, cut, CsvOptions.DEFAULTS), "k//x"))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessage(
                            directory.resolve("t.csv")
                                    + ": expected a whole gzip file, found the end of the file in the"
                                    + " middle of the compressed data; get the file again");
        }
    }

    @Test
    void aGzipFileWithADamagedByte() throws IOException {
        byte[] damaged = gzip("k,x\n" + "a,1\nb,2\nc,17.25\n".repeat(50));
        damaged[damaged.length - 6] ^= 1; // the checksum
        assertThatThrownBy(() ->
                        Tables.rows(Tables.of(directory, damaged, CsvOptions.DEFAULTS), "k//x"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("found damaged data (the checksum differs)");
    }

    @Test
    void aGzipFileWhoseSecondPartIsDamaged() throws IOException {
        byte[] first = gzip("k,x\na,1\n");
        byte[] both = Arrays.copyOf(first, first.length * 2);
        System.arraycopy(gzip("b,2\n"), 0, both, first.length, 20);
        both[first.length + 1] = 0;
        assertThatThrownBy(
                        () -> Tables.rows(Tables.of(directory, both, CsvOptions.DEFAULTS), "k//x"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("found something else behind the compressed data");
    }

    @Test
    void aFileThatShrinksWhileItIsRead() throws IOException {
        CsvTable table = Tables.of(directory, "k,x\n" + "a,1\n".repeat(1000));
        Path file = directory.resolve("t.csv");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(2000);
        }
        assertThatThrownBy(() -> Tables.rows(table, "k//x"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        file
                                + ": the file changed while it was being read: it had 4,004 bytes"
                                + " and has 2,000; read a copy of it");
    }

    @Test
    void aFileReplacedByAnotherOfTheSameSizeAndTime() throws IOException {
        CsvTable table = Tables.of(directory, "k,x\na,1\n");
        Path file = directory.resolve("t.csv");
        Path other = Files.writeString(directory.resolve("other"), "k,x\nb,2\n");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Tables.rows(table, "k//x"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("another file has taken its place");
    }

    @Test
    void aFileThatGrowsWhileItIsRead() throws IOException {
        CsvTable table = Tables.of(directory, "k,x\na,1\n");
        Path file = directory.resolve("t.csv");
        Files.writeString(file, "b,2\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Tables.rows(table, "k//x"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        file
                                + ": the file changed while it was being read: it had 8 bytes and"
                                + " has 12; read a copy of it");
    }

    @Test
    void aFractionInAnOrderOfWholeNumbersAsksForAnotherType() throws IOException {
        CsvTable table = Tables.of(directory, "k,t,x\na,1,1\na,1.5,2\n");
        Projection columns = Tables.projection(table, "k/t/x");
        assertThatThrownBy(() -> read(table, columns))
                .isInstanceOfSatisfying(
                        TypeAssumptionException.class,
                        e -> {
                            assertThat(e.column()).isEqualTo(1);
                            assertThat(e.needed()).isEqualTo(ColumnType.FLOAT64);
                        });
    }

    private void assertMalformed(String content, String columns, String place, String problem) {
        assertMalformed(content, columns, CsvOptions.DEFAULTS, place, problem);
    }

    private void assertMalformed(
            String content, String columns, CsvOptions options, String place, String problem) {
        assertThatThrownBy(() -> Tables.rows(Tables.of(directory, content, options), columns))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(directory.resolve("t.csv") + place + ": " + problem);
    }

    private static void read(CsvTable table, Projection columns) throws IOException {
        Split whole = table.splits(Long.MAX_VALUE).getFirst();
        try (SplitReader reader = table.open(whole, columns)) {
            reader.read(new RowBatch(1, 1, 1, 100));
        }
    }

    static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
