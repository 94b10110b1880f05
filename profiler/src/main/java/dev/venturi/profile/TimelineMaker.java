package dev.venturi.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The timeline from slices: at most [#MOST] steps of at least half a second.
final class TimelineMaker {
    private static final int MOST = 400;
    private static final double SHORTEST = 0.5;

    private TimelineMaker() {}

    /// @param sampled the slices of the sampler that counts
    /// @param scale from sampled CPU seconds to CPU seconds
    /// @param second of the recording at a time
    /// @param gpu in the order of time; may be empty
    static Timeline of(
            Slices slices,
            Slices.Kind sampled,
            double durationSeconds,
            int cores,
            double scale,
            ToDoubleFunction<Instant> second,
            List<GpuReading> gpu) {
        int per = 1;
        while (slices.step() * per < SHORTEST || durationSeconds / (slices.step() * per) > MOST) {
            per++;
        }
        double step = slices.step() * per;
        int steps = (int) Math.ceil(durationSeconds / step);
        List<Double> cpu = new ArrayList<>();
        List<Double> machine = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        List<Double> allocation = new ArrayList<>();
        List<Double> reads = new ArrayList<>();
        List<Double> writes = new ArrayList<>();
        List<Double> threads = new ArrayList<>();
        List<Double> gc = new ArrayList<>();
        double heapBefore = 0;
        double threadsBefore = 0;
        double machineBefore = 0;
        for (int i = 0; i < steps; i++) {
            double length = Math.min(step, durationSeconds - i * step);
            double[] load = {Double.NaN, Double.NaN};
            double heapMost = Double.NaN;
            double threadsMost = Double.NaN;
            int from = i * per;
            int to = Math.min(slices.used(), from + per);
            for (int j = from; j < to; j++) {
                load[0] = larger(load[0], slices.load(j));
                load[1] = larger(load[1], slices.machine(j));
                heapMost = larger(heapMost, slices.heap(j));
                threadsMost = larger(threadsMost, slices.threads(j));
            }
            heapBefore = Double.isNaN(heapMost) ? heapBefore : heapMost;
            threadsBefore = Double.isNaN(threadsMost) ? threadsBefore : threadsMost;
            machineBefore = Double.isNaN(load[1]) ? machineBefore : load[1] * cores;
            double samples = sum(slices, sampled, from, to) * scale / length;
            cpu.add(Double.isNaN(load[0]) || cores == 0 ? samples : load[0] * cores);
            machine.add(Math.max(machineBefore, cpu.getLast()));
            heap.add(heapBefore);
            allocation.add(sum(slices, Slices.Kind.ALLOCATION, from, to) / length);
            reads.add(sum(slices, Slices.Kind.READ, from, to) / length);
            writes.add(sum(slices, Slices.Kind.WRITE, from, to) / length);
            threads.add(threadsBefore);
            gc.add(Math.min(1, sum(slices, Slices.Kind.GC, from, to) / length));
        }
        return new Timeline(
                step,
                cpu,
                machine,
                heap,
                allocation,
                reads,
                writes,
                threads,
                gc,
                gpu(gpu, second, step, steps));
    }

    private static double sum(Slices slices, Slices.Kind kind, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += slices.sum(kind, i);
        }
        return sum;
    }

    /// The mean of the readings in each step; of a step without any the value before.
    private static List<Double> gpu(
            List<GpuReading> readings, ToDoubleFunction<Instant> second, double step, int steps) {
        if (readings.isEmpty()) {
            return List.of();
        }
        double[] sums = new double[steps];
        int[] counts = new int[steps];
        for (GpuReading reading : readings) {
            int at = (int) Math.floor(second.applyAsDouble(reading.time()) / step);
            if (at >= 0 && at < steps) {
                sums[at] += reading.busy();
                counts[at]++;
            }
        }
        List<Double> values = new ArrayList<>();
        double before = readings.getFirst().busy();
        for (int i = 0; i < steps; i++) {
            before = counts[i] == 0 ? before : sums[i] / counts[i];
            values.add(before);
        }
        return values;
    }

    private static double larger(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }
}
