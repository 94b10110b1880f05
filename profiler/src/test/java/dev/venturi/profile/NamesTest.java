package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of threads, classes, files, durations, as recordings have them and as reports show them.
class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "pool-1-thread-3, pool-1-thread-#",
        "http-nio-8080-exec-12, http-nio-8080-exec-#",
        "ForkJoinPool.commonPool-worker-1, ForkJoinPool.commonPool-worker-#",
        "main, main",
        "worker 7 of batch, worker # of batch"
    })
    void aPoolIsItsThreadsWithoutTheirLastNumber(String name, String group) {
        assertThat(ThreadTable.group(name, false)).isEqualTo(group);
    }

    @Test
    void ofVeryManyNamesAllNumbersAreReplaced() {
        assertThat(ThreadTable.group("job-17-step-3", true)).isEqualTo("job-#-step-#");
    }

    @ParameterizedTest
    @CsvSource({
        "[D, double[]",
        "[[I, int[][]",
        "[Ljava.lang.String;, java.lang.String[]",
        "java.util.HashMap$Node, java.util.HashMap$Node",
        "shop.Cart$$Lambda/0x00007f2a1c00a000, shop.Cart$$Lambda",
        "shop.Cart$$Lambda$14/0x0000000800c03000, shop.Cart$$Lambda",
        "java.lang.invoke.LambdaForm$MH/0x00007f2a1c003400, java.lang.invoke.LambdaForm$MH",
        "java.lang.invoke.LambdaForm$MH.0x000000007e04a000, java.lang.invoke.LambdaForm$MH",
        "java.lang.String$$StringConcat.0x000000007e04a000, java.lang.String$$StringConcat",
        "shop.Box0x1, shop.Box0x1"
    })
    void classesAreNamedAsInSource(String recorded, String shown) {
        assertThat(ClassNames.readable(recorded)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.Orders, Orders.java",
        "shop.Orders$Line$1, Orders.java",
        "Main, Main.java",
        "shop.OrdersKt, OrdersKt.kt"
    })
    void withoutItsClassFileTheSourceHasTheNameOfTheOutermostClass(String type, String file) {
        ApplicationClasses none = ApplicationClasses.find(Path.of(""), "", "");
        assertThat(new SourceFiles(none).of(type)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"20 ms, 0.02", "0 ns, 0", "10ms, 0.01", "1 s, 1", "everyChunk, NaN", "'', NaN"})
    void durationsOfSettingsAreSeconds(String text, double seconds) {
        assertThat(Settings.seconds(text)).isEqualTo(Double.valueOf(seconds));
    }

    @ParameterizedTest
    @CsvSource({"'', a/b, a/b", "a/b, a/b, a/b", "a/part-1, a/part-2, a/part-*", "x, y, *"})
    void pathsOfManyFilesShowWhatTheyHaveInCommon(String one, String other, String shown) {
        assertThat(IoFold.common(one, other)).isEqualTo(shown);
    }
}
