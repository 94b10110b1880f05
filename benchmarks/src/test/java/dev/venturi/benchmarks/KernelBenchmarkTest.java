package dev.venturi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.demo.NaivePreset;
import dev.venturi.cli.demo.NaiveReference;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

/// What is timed is the right answer.
class KernelBenchmarkTest {
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void presetsAddUpToTheFeaturesOfTheNaiveReference(String kernels) {
        KernelBenchmark benchmark = made(kernels, 365);
        assertThat(benchmark.caseV1()).isEqualTo(naive(benchmark.table(), NaivePreset.CASE_V1));
        assertThat(benchmark.standard()).isEqualTo(naive(benchmark.table(), NaivePreset.STANDARD));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 30, 365, 8192})
    void everyMethodGivesTheSameFromBothKernels(int rowsPerEntity)
            throws ReflectiveOperationException {
        assertThat(answers("scalar", rowsPerEntity)).isEqualTo(answers("vector", rowsPerEntity));
    }

    @Test
    void everyMethodAnswersSomething() throws ReflectiveOperationException {
        assertThat(answers("vector", 365))
                .hasSize(13)
                .allSatisfy((_, answer) -> assertThat(answer.doubleValue()).isNotZero());
    }

    private static Map<String, Number> answers(String kernels, int rowsPerEntity)
            throws ReflectiveOperationException {
        KernelBenchmark benchmark = made(kernels, rowsPerEntity);
        Map<String, Number> answers = new TreeMap<>();
        for (Method method : KernelBenchmark.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Benchmark.class)) {
                answers.put(method.getName(), (Number) method.invoke(benchmark));
            }
        }
        return answers;
    }

    private static KernelBenchmark made(String kernels, int rowsPerEntity) {
        KernelBenchmark benchmark = new KernelBenchmark();
        benchmark.kernels = kernels;
        benchmark.rowsPerEntity = rowsPerEntity;
        benchmark.megabytes = 0.48;
        benchmark.setUp();
        return benchmark;
    }

    /// Of a table that one sample walks once.
    private static double naive(VitalsInMemory table, NaivePreset preset) {
        double total = 0.0;
        for (int from = 0; from < table.day().length; from += table.days()) {
            double[] day = Arrays.copyOfRange(table.day(), from, from + table.days());
            for (double[] column : table.columns()) {
                double[] rows = Arrays.copyOfRange(column, from, from + table.days());
                double features = 0.0;
                for (double feature : NaiveReference.eightFeatures(rows, day, preset)) {
                    features += feature;
                }
                total += features;
            }
        }
        return total;
    }
}
