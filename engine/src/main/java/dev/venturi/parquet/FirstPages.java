package dev.venturi.parquet;

import dev.venturi.table.MalformedDataException;
import java.util.Comparator;
import java.util.List;

/// What the headers of the first pages of files tell before anything is read: whether pages carry
/// checksums, and how large they are. What cannot be read is passed over: who reads it will hear of
/// it.
final class FirstPages {
    /// Files whose pages are taken for those of all.
    private static final int FEW_FILES = 4;

    /// A dictionary is held as it is stored, as numbers and as what rows get.
    private static final int DICTIONARY_COPIES = 5;

    private FirstPages() {}

    /// Whether the first page of the first column has a checksum, or the file one beside it;
    /// writers give one to every page or to none.
    static boolean haveChecksums(ParquetFile file) {
        if (file.file().checksums() != null) {
            return true;
        }
        if (file.groups().isEmpty() || file.schema().columns().isEmpty()) {
            return true; // nothing that could change unseen
        }
        RowGroupPart group = file.groups().getFirst();
        FlatColumn column = file.schema().columns().getFirst();
        try (FileBytes bytes = FileBytes.open(file.file());
                PageReader pages = new PageReader(bytes, new PageBuffers(), false)) {
            return begin(pages, file, group, column) && pages.hasChecksum();
        } catch (PageProblem _) {
            return false;
        }
    }

    /// Bytes of the first pages of columns, stored and unpacked, with what is made of their
    /// dictionaries, in the largest row group of a few files.
    ///
    /// @param columns names of columns that every file has
    static long largest(List<ParquetFile> files, List<String> columns) {
        long most = 0;
        for (ParquetFile file : files.subList(0, Math.min(files.size(), FEW_FILES))) {
            RowGroupPart group =
                    file.groups().stream()
                            .max(Comparator.comparingLong(RowGroupPart::bytes))
                            .orElse(null);
            if (group != null) {
                long bytes = 0;
                for (String column : columns) {
                    bytes += bytes(file, group, file.schema().column(column));
                }
                most = Math.max(most, bytes);
            }
        }
        return most;
    }

    private static long bytes(ParquetFile file, RowGroupPart group, FlatColumn column) {
        try (FileBytes bytes = FileBytes.open(file.file());
                PageReader pages = new PageReader(bytes, new PageBuffers(), false)) {
            long dictionary = 0;
            boolean more = begin(pages, file, group, column);
            while (more && !pages.isData()) {
                dictionary = DICTIONARY_COPIES * pages.storedAndUnpacked();
                pages.skip();
                more = pages.next();
            }
            return dictionary + (more ? pages.storedAndUnpacked() : 0);
        } catch (PageProblem | MalformedDataException _) {
            return group.chunks()[column.leaf()].length();
        }
    }

    /// Turns to the first page of a column.
    private static boolean begin(
            PageReader pages, ParquetFile file, RowGroupPart group, FlatColumn column) {
        Chunk chunk = group.chunks()[column.leaf()];
        chunk.check(file.place(group, column.name()), column, group.rows(), file.footer());
        pages.passOver(true);
        pages.begin(chunk);
        return pages.next();
    }
}
