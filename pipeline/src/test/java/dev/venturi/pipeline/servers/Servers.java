package dev.venturi.pipeline.servers;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts each server when the first test needs it, and stops it after the last.
///
/// With `-Dventuri.test.servers=none` none starts, to see what is left out then.
abstract class Servers implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Servers.class);

    private final Class<?> type;
    private final String name;

    private Servers(Class<?> type, String name) {
        this.type = type;
        this.name = name;
    }

    abstract TestServer start() throws IOException;

    /// What became of the start: a server, or why there is none.
    private record Started(@Nullable TestServer server, String problem) implements AutoCloseable {
        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    private Started started(ExtensionContext context) {
        Store all = context.getRoot().getStore(NAMESPACE);
        leftOut(context); // made first, so that it is closed last
        return all.computeIfAbsent(
                type,
                _ -> {
                    if ("none".equals(System.getProperty("venturi.test.servers"))) {
                        return new Started(null, "told to start none");
                    }
                    try {
                        return new Started(start(), "");
                    } catch (IOException e) {
                        return new Started(null, String.valueOf(e.getMessage()));
                    }
                },
                Started.class);
    }

    private static LeftOut leftOut(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(LeftOut.class, _ -> new LeftOut(), LeftOut.class);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Started started = started(context);
        if (started.server != null) {
            return ConditionEvaluationResult.enabled(name + " runs");
        }
        String reason = "no %s: %s".formatted(name, started.problem);
        leftOut(context).add(context, reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return started(context).server;
    }

    static final class Postgres extends Servers {
        Postgres() {
            super(PostgresServer.class, "PostgreSQL");
        }

        @Override
        TestServer start() throws IOException {
            return PostgresServer.start();
        }
    }

    static final class Redis extends Servers {
        Redis() {
            super(RedisServer.class, "Redis");
        }

        @Override
        TestServer start() throws IOException {
            return RedisServer.start();
        }
    }
}
