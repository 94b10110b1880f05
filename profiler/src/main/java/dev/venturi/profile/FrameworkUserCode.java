package dev.venturi.profile;

/// Classes outside the JDK and known frameworks.
enum FrameworkUserCode implements UserCode {
    INSTANCE;

    /// Beginnings of names; what a class path lists as a library of its own is not needed here.
    private static final String[] OTHERS = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "jakarta.",
        "kotlin.",
        "kotlinx.",
        "scala.",
        "groovy.",
        "clojure.",
        "org.codehaus.groovy.",
        "org.apache.",
        "org.springframework.",
        "org.hibernate.",
        "org.eclipse.",
        "org.jboss.",
        "org.wildfly.",
        "org.glassfish.",
        "org.slf4j.",
        "org.junit.",
        "org.testng.",
        "org.mockito.",
        "org.assertj.",
        "org.hamcrest.",
        "org.openjdk.",
        "org.postgresql.",
        "org.h2.",
        "org.sqlite.",
        "org.mariadb.",
        "org.mongodb.",
        "org.xerial.",
        "org.w3c.",
        "org.xml.",
        "org.yaml.",
        "org.json.",
        "org.bouncycastle.",
        "org.reactivestreams.",
        "org.aspectj.",
        "org.objectweb.asm.",
        "org.jetbrains.",
        "org.gradle.",
        "org.thymeleaf.",
        "org.jooq.",
        "org.duckdb.",
        "net.bytebuddy.",
        "net.sf.cglib.",
        "net.jpountz.",
        "com.fasterxml.",
        "com.google.common.",
        "com.google.gson.",
        "com.google.protobuf.",
        "com.google.inject.",
        "com.zaxxer.hikari.",
        "com.mysql.",
        "com.mchange.",
        "com.mongodb.",
        "com.microsoft.sqlserver.",
        "com.oracle.",
        "com.ibm.",
        "com.github.benmanes.caffeine.",
        "com.github.luben.zstd.",
        "com.intellij.",
        "com.esotericsoftware.",
        "com.lmax.disruptor.",
        "com.squareup.",
        "com.typesafe.",
        "com.univocity.",
        "com.vaadin.",
        "ch.qos.logback.",
        "io.micrometer.",
        "io.micronaut.",
        "io.netty.",
        "io.projectreactor.",
        "io.quarkus.",
        "io.reactivex.",
        "io.smallrye.",
        "io.undertow.",
        "io.vertx.",
        "io.grpc.",
        "io.lettuce.",
        "io.opentelemetry.",
        "io.r2dbc.",
        "reactor.",
        "akka.",
        "play.",
        "okhttp3.",
        "okio.",
        "retrofit2.",
        "redis.clients.",
        "one.profiler.",
        "lombok.",
        "junit."
    };

    @Override
    public boolean isUser(String type) {
        if (type.isEmpty() || PrefixUserCode.isGenerated(type)) {
            return false;
        }
        for (String other : OTHERS) {
            if (type.startsWith(other)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String describe() {
        return "user code is everything outside the JDK and known frameworks (--app PREFIX narrows it)";
    }
}
