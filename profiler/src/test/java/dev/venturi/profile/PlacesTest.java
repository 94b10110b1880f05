package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    private static Stack stack(String... methods) {
        List<Frame> frames = new ArrayList<>();
        for (String method : methods) {
            int dot = method.lastIndexOf('.');
            String type = method.substring(0, dot);
            boolean user = type.startsWith("acme.");
            frames.add(new Frame(type, method.substring(dot + 1), "", 1, FrameKind.COMPILED, user));
        }
        return new Stack(frames, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.concurrent.ThreadPoolExecutor.getTask",
                "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
                "org.eclipse.jetty.util.thread.QueuedThreadPool.idleJobPoll",
                "java.util.concurrent.ForkJoinPool.awaitWork",
                "java.util.TimerThread.mainLoop"
            })
    void aPoolThatWaitsForItsNextTaskIsIdle(String method) {
        assertThat(Places.isIdle(stack("java.util.concurrent.locks.LockSupport.park", method)))
                .isTrue();
    }

    @Test
    void aTaskThatWaitsIsNot() {
        assertThat(
                        Places.isIdle(
                                stack(
                                        "java.util.concurrent.locks.LockSupport.park",
                                        "acme.Job.await",
                                        "java.util.concurrent.ThreadPoolExecutor.runWorker")))
                .isFalse();
    }
}
