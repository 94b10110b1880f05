package dev.venturi.pipeline.stage;

import dev.venturi.table.Schema;
import java.io.IOException;

/// Rows made of rows by a class of the user's.
record MapWorker(MapStep step) implements Worker {
    private RowMap made(ClassLoader classes, Roles roles) {
        return OwnClasses.make(step.className(), RowMap.class, step.with(), classes, roles);
    }

    @Override
    public Schema check(StageCheck check) {
        RowMap map = made(check.classes(), check.roles());
        return check.roles().with("class", () -> map.schema(check.input()));
    }

    @Override
    public StageTable run(StageJob job) throws IOException {
        RowMap map = made(job.settings().classes(), job.roles());
        try (StageTable.Opened input = job.input().open()) {
            Schema output = map.schema(input.table().schema());
            return new RowLoop(job).run(input, output, map::map);
        }
    }

    @Override
    public String state(ClassLoader classes) throws IOException {
        return OwnClasses.code(step.className(), classes);
    }
}
