package dev.venturi.aggregate;

import dev.venturi.table.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finishes the groups of partitions that are in memory, in order of first appearance: workers make
/// batches, several at once, another thread takes them in order.
final class Finishing implements Work {
    private static final int BATCH_ROWS = 8192;

    /// Batches that are made before they are taken.
    private static final int AHEAD = 8;

    private final BoundPlan plan;
    private final List<Partition> partitions;
    private final List<Answer[]> answers = new ArrayList<>();

    /// By row of the output, which group of which partition it is.
    private final int[] partitionOf;

    private final int[] groupOf;
    private final Map<Integer, Batch> ready = new HashMap<>();
    private int begun;
    private int taken;
    private @Nullable Throwable failure;

    /// @throws InterruptedException when the thread is interrupted
    Finishing(BoundPlan plan, List<Partition> partitions) throws InterruptedException {
        this.plan = plan;
        this.partitions = partitions;
        int groups = 0;
        for (Partition partition : partitions) {
            groups = Math.addExact(groups, partition.groups());
            answers.add(plan.answers(partition.states));
            for (GroupStates one : partition.states) {
                one.settle();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        partitionOf = new int[groups];
        groupOf = new int[groups];
        order();
    }

    /// Merges the partitions, each of which is in order: a heap of their next places.
    private void order() {
        int[] heap = new int[partitions.size()];
        int[] next = new int[partitions.size()];
        long[] places = new long[partitions.size()];
        int size = 0;
        for (int p = 0; p < heap.length; p++) {
            if (partitions.get(p).groups() > 0) {
                places[p] = partitions.get(p).first(0);
                heap[size++] = p;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sift(heap, size, i, places);
        }
        for (int row = 0; row < groupOf.length; row++) {
            int least = heap[0];
            partitionOf[row] = least;
            groupOf[row] = next[least]++;
            Partition partition = partitions.get(least);
            if (next[least] < partition.groups()) {
                places[least] = partition.first(next[least]);
            } else {
                heap[0] = heap[--size];
            }
            sift(heap, size, 0, places);
        }
    }

    private static void sift(int[] heap, int size, int from, long[] places) {
        if (from >= size) {
            return;
        }
        int moved = heap[from];
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && places[heap[child + 1]] < places[heap[child]]) {
                child++;
            }
            if (places[moved] <= places[heap[child]]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moved;
    }

    private int batches() {
        return (groupOf.length + BATCH_ROWS - 1) / BATCH_ROWS;
    }

    @Override
    public boolean step(BlockPacker packer) throws InterruptedException {
        int index;
        synchronized (this) {
            while (begun < batches() && begun - taken >= AHEAD && failure == null) {
                wait();
            }
            if (begun == batches() || failure != null) {
                return false;
            }
            index = begun++;
        }
        Batch batch = null;
        Throwable problem = null;
        try {
            batch = batch(index);
        } catch (RuntimeException | Error e) {
            problem = e;
        }
        synchronized (this) {
            if (batch != null) {
                ready.put(index, batch);
            }
            failure = failure == null ? problem : failure;
            notifyAll();
        }
        return problem == null;
    }

    private Batch batch(int index) {
        int from = index * BATCH_ROWS;
        int to = Math.min(groupOf.length, from + BATCH_ROWS);
        ResultColumn[] columns = plan.outputColumns(to - from);
        for (int row = from; row < to; row++) {
            int p = partitionOf[row];
            plan.add(partitions.get(p), groupOf[row], answers.get(p), columns);
        }
        return new Batch(to - from, Arrays.stream(columns).map(ResultColumn::column).toList());
    }

    /// The next batch in order.
    ///
    /// @return null behind the last
    synchronized @Nullable Batch next() throws InterruptedException {
        while (true) {
            Batch batch = ready.remove(taken);
            if (batch != null) {
                taken++;
                notifyAll();
                return batch;
            }
            if (taken == batches()) {
                return null;
            }
            switch (failure) {
                case null -> wait();
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }
    }
}
