package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionFoldTest {
    @Test
    void whatTheJdkThrowsAtItselfToLinkIsNoLineOfTheApplication() {
        ExceptionFold fold = new ExceptionFold();
        fold.add(
                "java.lang.NoSuchMethodError",
                stack(
                        "java.lang.Throwable.<init>",
                        "java.lang.invoke.MethodHandleNatives.resolve"));
        fold.add(
                "java.lang.NoSuchMethodError",
                stack("java.lang.Throwable.<init>", "org.plugins.Loader.find"));

        assertThat(fold.exceptions(false).sites())
                .singleElement()
                .satisfies(site ->
                        assertThat(site.stack().has("org.plugins.Loader", "find")).isTrue());
    }

    private static StackFacts stack(String thrown, String by) {
        return StackFacts.of(
                new Stack(
                        List.of(frame(thrown, false), frame(by, false), frame("a.B.c", true)),
                        false));
    }

    private static Frame frame(String name, boolean user) {
        int dot = name.lastIndexOf('.');
        return new Frame(
                name.substring(0, dot),
                name.substring(dot + 1),
                user ? "B.java" : "",
                12,
                FrameKind.COMPILED,
                user);
    }
}
