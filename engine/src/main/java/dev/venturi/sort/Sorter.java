package dev.venturi.sort;

import dev.venturi.spill.SpillStore;
import dev.venturi.table.Batch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes rows as they come and gives them back in order.
///
/// Memory is divided into pieces. A full one is sorted on another thread while the next is filled;
/// when only one is left to be filled, the oldest goes to disk as a sorted run. In the end the runs
/// on disk, which are the earlier rows, and the pieces in memory are merged. One thread adds and
/// takes.
final class Sorter implements RowOrder {
    private static final int BATCH_ROWS = 4096;

    /// Bytes of a batch handed on, about.
    private static final long BATCH_BYTES = 8 << 20;

    /// Rows between two looks at whether the thread is interrupted.
    private static final int STRETCH = 1 << 16;

    /// Bytes of rows at which those beyond the limit are dropped for the first time.
    static final long FIRST_DROP = 4 << 20;

    /// How many times the bytes that stayed are gathered until they are dropped again: a row is
    /// sorted 4/3 times, in a cache where few stay.
    static final int DROP_FACTOR = 4;

    private static final String CURE = "raise it, or give the sort more memory";

    private final Ordering ordering;
    private final SortOptions options;
    private final SortShape shape;
    private final RowLayout layout;
    private final ExecutorService executor;
    private final Queue<RowSorter> sorters = new ConcurrentLinkedQueue<>();
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final Deque<Piece> onTheWay = new ArrayDeque<>();
    private final List<Future<StoredRun>> stored = new ArrayList<>();
    private final RowRefs added = new RowRefs();
    private SpillStore store;
    private RowBuffer filling = new RowBuffer();
    private int buffers = 1;
    private @Nullable List<StoredRun> finished;
    private long rows;
    private long taken;
    private long encoded;
    private long dropAt;
    private long bytes;
    private int runs;
    private int runsOnDisk;
    private long spilledBefore;

    /// A full piece of memory.
    ///
    /// @param done ends when it is sorted or, on its way to disk, written
    private record Piece(RowBuffer buffer, Future<?> done) {}

    Sorter(Ordering ordering, SortOptions options) {
        this(ordering, options, SortShape.of(options, ordering.isLimited()));
    }

    Sorter(Ordering ordering, SortOptions options, SortShape shape) {
        this.ordering = ordering;
        this.options = options;
        this.shape = shape;
        this.dropAt = Math.min(FIRST_DROP, shape.pieceBytes());
        this.layout = new RowLayout(ordering);
        this.store = newStore();
        this.executor =
                Executors.newFixedThreadPool(
                        shape.threads(),
                        Thread.ofPlatform().name("venturi-sort-", 0).daemon().factory());
    }

    /// Rows handed on.
    long taken() {
        return taken;
    }

    /// Bytes of a row on the average, 0 without rows.
    double rowBytes() {
        return (double) encoded / Math.max(1, rows);
    }

    @Override
    public long predictedBytes() {
        return ordering.isLimited()
                ? SortMemory.first(options, rows, taken, rowBytes())
                : SortMemory.sorted(options, rows, rowBytes());
    }

    private SpillStore newStore() {
        return new SpillStore(options.spill(), 0, CURE);
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int runs() {
        return runs;
    }

    @Override
    public int runsOnDisk() {
        return runsOnDisk;
    }

    @Override
    public long spilledBytes() {
        return spilledBefore + store.bytesOnDisk();
    }

    @Override
    public void add(Batch batch) throws InterruptedException {
        long before = filling.filled();
        layout.encode(batch, filling, added);
        encoded += filling.filled() - before;
        rows += batch.rows();
        long fullAt = ordering.isLimited() ? dropAt : shape.pieceBytes();
        if ((shape.bytes(filling) >= fullAt || filling.isFull()) && !hasRoomAfterDropping()) {
            handOver();
            filling = nextBuffer();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private boolean hasRoomAfterDropping() throws InterruptedException {
        if (!ordering.isLimited()) {
            return false;
        }
        double held = shape.bytes(filling);
        int before = filling.rows();
        sort(filling);
        double kept = held * filling.rows() / before;
        if (filling.rows() <= before / 2) { // else it gains too little for the room it takes
            filling = filling.compacted(layout);
        }
        dropAt = Math.min(shape.pieceBytes(), Math.max(FIRST_DROP, (long) (DROP_FACTOR * kept)));
        return shape.bytes(filling) < shape.pieceBytes() && !filling.isFull();
    }

    private void handOver() throws InterruptedException {
        RowBuffer full = filling;
        bytes += full.bytes();
        pieces.add(new Piece(full, sortLater(full)));
        if (pieces.size() >= shape.pieces() - 1) {
            Piece oldest = pieces.removeFirst();
            SpillStore into = store;
            Future<StoredRun> run =
                    executor.submit(() -> {
                        oldest.done.get(); // begun before this was
                        return write(oldest.buffer, into);
                    });
            stored.add(run);
            onTheWay.add(new Piece(oldest.buffer, run));
        }
    }

    private RowBuffer nextBuffer() throws InterruptedException {
        if (buffers < shape.pieces()) {
            buffers++;
            return new RowBuffer();
        }
        Piece written = onTheWay.removeFirst();
        result(written.done);
        written.buffer.clear();
        return written.buffer;
    }

    private Future<?> sortLater(RowBuffer buffer) {
        return executor.submit(() -> {
            sort(buffer);
            return true;
        });
    }

    private void sort(RowBuffer buffer) throws InterruptedException {
        RowSorter sorter = sorters.poll();
        sorter = sorter == null ? new RowSorter(layout) : sorter;
        sorter.sort(buffer);
        sorters.add(sorter);
        if (ordering.isLimited()) {
            limit(buffer);
        }
    }

    private void limit(RowBuffer sorted) throws InterruptedException {
        GroupLimit limit = new GroupLimit(layout, ordering.most());
        int[] addresses = sorted.addresses();
        int n = 0;
        for (int i = 0; i < sorted.rows(); i++) {
            if (i % STRETCH == 0 && Thread.interrupted()) {
                throw new InterruptedException();
            }
            int address = addresses[i];
            if (limit.passes(sorted.page(address), RowBuffer.offset(address))) {
                addresses[n++] = address;
            }
        }
        sorted.truncate(n);
    }

    private StoredRun write(RowBuffer sorted, SpillStore into) throws InterruptedException {
        return write(new RunMerge(layout, sorted), null, into);
    }

    private StoredRun write(RunMerge merge, @Nullable GroupLimit limit, SpillStore into)
            throws InterruptedException {
        RunWriter writer = new RunWriter(layout, into, shape.blockBytes());
        RowRefs refs = new RowRefs();
        while (merge.next(refs, BATCH_ROWS)) {
            if (limit != null) {
                limit.filter(refs);
            }
            writer.add(refs);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return writer.finish();
    }

    /// Hands on the rows, as often as wanted.
    @Override
    public long writeTo(Taker taker) throws IOException, InterruptedException {
        List<StoredRun> onDisk = finished;
        if (onDisk == null) {
            onDisk = finish();
            finished = onDisk;
        }
        return merge(onDisk, taker);
    }

    /// Sorts what is left.
    ///
    /// @return the runs on disk, few enough to be merged at once
    private List<StoredRun> finish() throws InterruptedException {
        if (filling.rows() > 0) {
            bytes += filling.bytes();
            RowBuffer last = filling;
            pieces.add(new Piece(last, sortLater(last)));
        }
        filling = new RowBuffer();
        List<StoredRun> onDisk = new ArrayList<>();
        for (Future<StoredRun> run : stored) {
            onDisk.add(result(run));
        }
        onTheWay.clear(); // the room of their buffers is needed for blocks
        for (Piece piece : pieces) {
            result(piece.done);
        }
        sorters.clear();
        runsOnDisk += onDisk.size();
        while (onDisk.size() > shape.fanIn()) {
            onDisk = mergeSome(onDisk);
            runsOnDisk += onDisk.size();
        }
        runs = onDisk.size() + pieces.size();
        return onDisk;
    }

    /// Merges neighbours into fewer runs, in another file.
    private List<StoredRun> mergeSome(List<StoredRun> onDisk) throws InterruptedException {
        List<StoredRun> fewer = new ArrayList<>();
        SpillStore from = store;
        SpillStore into = newStore();
        store = into;
        try (from) {
            for (int first = 0; first < onDisk.size(); first += shape.fanIn()) {
                int end = Math.min(onDisk.size(), first + shape.fanIn());
                RunMerge merge = new RunMerge(layout, from, onDisk.subList(first, end), List.of());
                fewer.add(write(merge, newLimit(), into));
                options.listener()
                        .accept(new SortProgress("merging", (double) end / onDisk.size(), 0));
            }
            spilledBefore += from.bytesOnDisk();
        }
        return fewer;
    }

    private @Nullable GroupLimit newLimit() {
        return ordering.isLimited() ? new GroupLimit(layout, ordering.most()) : null;
    }

    private long merge(List<StoredRun> onDisk, Taker taker)
            throws IOException, InterruptedException {
        List<RowBuffer> inMemory = pieces.stream().map(Piece::buffer).toList();
        RunMerge merge = new RunMerge(layout, store, onDisk, inMemory);
        GroupLimit limit = newLimit();
        long rowBytes = Math.max(1, bytes / Math.max(1, rows));
        int most = Math.clamp(BATCH_BYTES / rowBytes, 1, BATCH_ROWS);
        RowRefs refs = new RowRefs();
        long merged = 0;
        taken = 0;
        boolean wanted = true;
        while (wanted && merge.next(refs, most)) {
            merged += refs.rows;
            if (limit != null) {
                limit.filter(refs);
            }
            if (refs.rows > 0) {
                taken += refs.rows;
                wanted = taker.take(layout.decode(refs));
            }
            options.listener().accept(new SortProgress("writing", (double) merged / rows, taken));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return taken;
    }

    private static <T> T result(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
