package dev.venturi.cli.command;

import dev.venturi.feature.ContractDocument;
import dev.venturi.feature.FeatureSink;
import dev.venturi.feature.OutputMemory;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.DescribedSink;
import dev.venturi.table.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file of features and its contract, within it where the format has room for it, else beside it;
/// they appear together or not at all.
///
/// What the features mean is known only when the run has ended (a column may turn out not to be
/// int64), so the engine's commit only ends the table; [#commit] writes the contract and names what
/// was written.
final class FeatureFile implements FeatureSink, Closeable {
    private final OutputTarget target;
    private final String createdBy;
    private final long limit;
    private final @Nullable Path contractPath;
    private @Nullable AtomicOutput contract;
    private @Nullable BatchSink writer;

    /// Opens the contract's file and makes sure that the table's can be written too, before
    /// anything is read. What goes to standard output or a device has no contract beside it.
    ///
    /// @param createdBy name and version of the program
    /// @param limit entities to write at most
    /// @throws dev.venturi.table.UsageException when one exists and may not be replaced, when their
    ///   directory does not exist
    FeatureFile(OutputTarget target, String createdBy, long limit) {
        this.target = target;
        this.createdBy = createdBy;
        this.limit = limit;
        if (target.isDirect()) {
            contractPath = null;
        } else if (!target.format().isText()) {
            target.open().close();
            contractPath = target.path();
        } else {
            target.open().close();
            contractPath = ContractDocument.beside(target.path());
            contract = AtomicOutput.to(contractPath, target.overwrite());
        }
    }

    /// Where the contract will stand, if there will be one.
    @Nullable Path contractPath() {
        return contractPath;
    }

    @Override
    public BatchSink open(Schema schema) throws IOException {
        closeWriter();
        BatchSink opened = target.openFeatures(schema, createdBy);
        writer = opened;
        return new Attempt(opened);
    }

    @Override
    public OutputMemory memory() {
        return target.memory();
    }

    /// Names the table and its contract.
    void commit(ContractDocument document) throws IOException {
        BatchSink table = writer;
        AtomicOutput beside = contract;
        if (table == null) {
            throw new IllegalStateException("the run has not ended");
        }
        if (table instanceof DescribedSink described) {
            described.describe(ContractDocument.METADATA_KEY, document.toJson());
        }
        if (beside == null || contractPath == null) {
            table.commit();
            return;
        }
        beside.stream().write(document.toJson().getBytes(StandardCharsets.UTF_8));
        // a contract that is missing is never an error; one of another table would be a lie
        Files.deleteIfExists(contractPath);
        table.commit();
        try {
            beside.commit();
        } catch (RuntimeException e) {
            Files.deleteIfExists(target.path());
            throw e;
        }
    }

    /// Drops what was not committed.
    @Override
    public void close() throws IOException {
        closeWriter();
        if (contract != null) {
            contract.close();
        }
    }

    private void closeWriter() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    /// The table of one attempt of the engine; stays open when it has ended well.
    private final class Attempt implements BatchSink {
        private final BatchSink table;
        private long left = limit;
        private boolean ended;

        Attempt(BatchSink table) {
            this.table = table;
        }

        @Override
        public boolean keepsTypes() {
            return table.keepsTypes();
        }

        @Override
        public void write(Batch batch) throws IOException {
            if (left > 0) {
                table.write(batch.rows() <= left ? batch : new Batch((int) left, batch.columns()));
                left -= batch.rows();
            }
        }

        @Override
        public void commit() {
            ended = true;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                table.close();
            }
        }
    }
}
