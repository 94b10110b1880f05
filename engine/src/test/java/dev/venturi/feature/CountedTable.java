package dev.venturi.feature;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFiles;
import dev.venturi.table.TableSource;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A CSV table that counts how often a piece of it is opened: a run that opens more pieces than it
/// has splits has read something again.
final class CountedTable implements Closeable {
    private final InputFiles input;
    private final TableSource source;
    private final AtomicInteger opened = new AtomicInteger();

    private CountedTable(InputFiles input) {
        this.input = input;
        CsvTable table = CsvTable.open(input, CsvOptions.DEFAULTS);
        this.source =
                (TableSource)
                        Proxy.newProxyInstance(
                                CountedTable.class.getClassLoader(),
                                new Class<?>[] {TableSource.class},
                                (_, method, arguments) -> {
                                    if (method.getName().equals("open")) {
                                        opened.incrementAndGet();
                                    }
                                    try {
                                        return method.invoke(table, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
    }

    static CountedTable open(Path... files) {
        return new CountedTable(InputFiles.of(files));
    }

    TableSource source() {
        return source;
    }

    int opened() {
        return opened.get();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
