package dev.venturi.pipeline.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test, or all tests of a class, with a [PostgresServer], handed to them as a parameter. Where
/// it cannot start they are left out, and listed.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Servers.Postgres.class)
public @interface NeedsPostgres {}
