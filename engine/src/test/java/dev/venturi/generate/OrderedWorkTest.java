package dev.venturi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderedWorkTest {
    @Test
    void piecesAreDeliveredInOrderWhoeverMakesThem() throws IOException {
        for (int workers = 1; workers <= 9; workers++) {
            List<Long> delivered = new ArrayList<>();
            OrderedWork.run(workers, 500, () -> new Collector(delivered));
            assertThat(delivered)
                    .containsExactlyElementsOf(LongStream.range(0, 500).boxed().toList());
        }
    }

    @Test
    void asManyWorkersAsAskedForMakeAtOnce() throws IOException {
        CyclicBarrier together = new CyclicBarrier(4); // fewer workers would never get past it
        List<Long> delivered = new ArrayList<>();
        OrderedWork.run(
                4,
                4,
                () ->
                        new Collector(delivered) {
                            @Override
                            public void make(long piece) {
                                super.make(piece);
                                try {
                                    together.await(30, TimeUnit.SECONDS);
                                } catch (Exception broken) {
                                    throw new IllegalStateException(broken);
                                }
                            }
                        });
        assertThat(delivered).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void failedDeliveryEndsAllWorkers() {
        for (int workers = 1; workers <= 4; workers++) {
            List<Long> delivered = new ArrayList<>();
            int failAt = 7;
            int used = workers;
            assertThatThrownBy(() ->
                            OrderedWork.run(
                                    used,
                                    Long.MAX_VALUE,
                                    () ->
                                            new Collector(delivered) {
                                                @Override
                                                public void deliver() throws IOException {
                                                    if (delivered.size() == failAt) {
                                                        throw new IOException("disk full");
                                                    }
                                                    super.deliver();
                                                }
                                            }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full");
            assertThat(delivered).hasSize(failAt);
        }
    }

    @Test
    void failedMakingIsThrownAsItIs() {
        AtomicInteger made = new AtomicInteger();
        assertThatThrownBy(() ->
                        OrderedWork.run(
                                3,
                                1_000_000,
                                () ->
                                        new Collector(new ArrayList<>()) {
                                            @Override
                                            public void make(long piece) {
                                                if (made.incrementAndGet() == 50) {
                                                    throw new ArithmeticException("made");
                                                }
                                            }
                                        }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(made.get()).isLessThan(1_000);
    }

    @Test
    void interruptedCallerEndsAllWorkersAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() ->
                        OrderedWork.run(3, Long.MAX_VALUE, () -> new Collector(new ArrayList<>())))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static class Collector implements OrderedWork.Worker {
        private final List<Long> delivered;
        private long piece;

        Collector(List<Long> delivered) {
            this.delivered = delivered;
        }

        @Override
        public void make(long piece) {
            this.piece = piece;
        }

        @Override
        public void deliver() throws IOException {
            delivered.add(piece);
        }
    }
}
