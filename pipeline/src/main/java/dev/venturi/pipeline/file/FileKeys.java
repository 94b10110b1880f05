package dev.venturi.pipeline.file;

import java.util.List;

/// The keys of a pipeline file beside those of its stages.
final class FileKeys {
    /// What a database is reached with.
    static final Form.Part DATABASE =
            new Form.Part(
                    "a database",
                    List.of(
                            Key.required(
                                    "url",
                                    new Form.Text(),
                                    "Of JDBC: jdbc:postgresql://localhost:5432/shop, jdbc:duckdb:shop.db."),
                            Key.of("user", new Form.Text(), "Who logs in. Default: nobody."),
                            Key.of(
                                    "password",
                                    new Form.Text(),
                                    "Best out of the environment: ${env:SHOP_PASSWORD}.")));

    static final Key NAME =
            Key.of(
                    "name",
                    new Form.Text(),
                    "What the pipeline is called. Default: the file's name.");
    static final Key DESCRIPTION = Key.of("description", new Form.Text(), "For people.");
    static final Key PARAMS =
            Key.of(
                    "params",
                    new Form.NamedTexts(),
                    "Texts that ${name} stands for; venturi run --param name=value gives others.");
    static final Key MATRIX =
            Key.of(
                    "matrix",
                    new Form.NamedLists(),
                    "The pipeline is run for each combination of these values, which ${name} stands for.");
    static final Key DATABASES =
            Key.of(
                    "databases",
                    new Form.NamedParts(DATABASE),
                    "Databases by the names stages use.");
    static final Key CLASSPATH =
            Key.of(
                    "classpath",
                    new Form.Texts(),
                    "Jars and directories with classes of your own, from the directory of the pipeline file.");

    private static final Form STAGE = new Form.NamedStages();

    static final Key SOURCES = Key.of("sources", STAGE, "Stages that read; their type is read.");
    static final Key STAGES =
            Key.of("stages", STAGE, "Stages that make tables of tables, each with its type.");
    static final Key SINKS = Key.of("sinks", STAGE, "Stages that write; their type is write.");

    /// All, in the order of a file.
    static final List<Key> ALL =
            List.of(
                    NAME,
                    DESCRIPTION,
                    PARAMS,
                    MATRIX,
                    DATABASES,
                    CLASSPATH,
                    SOURCES,
                    STAGES,
                    SINKS);

    private FileKeys() {}
}
