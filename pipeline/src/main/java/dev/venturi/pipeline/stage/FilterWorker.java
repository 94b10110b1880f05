package dev.venturi.pipeline.stage;

import dev.venturi.filter.Condition;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnFilter;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import dev.venturi.table.ValueTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Rows that satisfy conditions, or that a class of the user's lets pass.
record FilterWorker(FilterStep step) implements Worker {
    private static final String WHERE = "--where";

    private RowTest made(ClassLoader classes, Roles roles) {
        return OwnClasses.make(step.className(), RowTest.class, step.with(), classes, roles);
    }

    private List<ColumnFilter> filters(TableSource table, Roles roles) {
        return roles.with(
                "where",
                () -> {
                    List<ColumnFilter> filters = new ArrayList<>();
                    for (String text : step.where()) {
                        for (Condition condition : Condition.parse(text, WHERE)) {
                            filters.add(condition.resolve(table, WHERE));
                        }
                    }
                    return filters;
                });
    }

    @Override
    public Schema check(StageCheck check) {
        if (step.className().isEmpty()) {
            filters(new SchemaTable(check.input()), check.roles());
        } else {
            check.roles()
                    .with(
                            "class",
                            () -> {
                                made(check.classes(), check.roles()).check(check.input());
                                return true;
                            });
        }
        return check.input();
    }

    @Override
    public StageTable run(StageJob job) throws IOException {
        try (StageTable.Opened input = job.input().open()) {
            Schema schema = input.table().schema();
            RowTest test;
            if (step.className().isEmpty()) {
                List<ColumnFilter> filters = filters(input.table(), job.roles());
                test = row -> passes(filters, row);
            } else {
                test = made(job.settings().classes(), job.roles());
                test.check(schema);
            }
            return new RowLoop(job)
                    .run(
                            input,
                            schema,
                            (row, out) -> {
                                if (test.test(row)) {
                                    out.copy(row).write();
                                }
                            });
        }
    }

    private static boolean passes(List<ColumnFilter> filters, Row row) {
        for (ColumnFilter filter : filters) {
            ValueTest test = filter.test();
            boolean passes =
                    row.isMissing(filter.column())
                            ? test.missing()
                            : switch (row.column(filter.column())) {
                                case DoubleColumn(double[] values) ->
                                        test.key(RowBatch.sortable(values[row.index()] + 0.0));
                                case LongColumn(long[] values, _) -> test.key(values[row.index()]);
                                case TextColumn(byte[] bytes, int[] offsets) ->
                                        test.text(
                                                bytes,
                                                offsets[row.index()],
                                                offsets[row.index() + 1]);
                            };
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String state(ClassLoader classes) throws IOException {
        return step.className().isEmpty() ? "" : OwnClasses.code(step.className(), classes);
    }
}
