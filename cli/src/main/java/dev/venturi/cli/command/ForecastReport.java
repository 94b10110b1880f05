package dev.venturi.cli.command;

import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.feature.RunForecast;
import dev.venturi.json.JsonValue;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What `--explain` says, for people and for programs.
record ForecastReport(RunForecast forecast) {
    String text(int width) {
        TextTable text = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        text.row(
                "table",
                "%s%s, %s, %s"
                        .formatted(
                                forecast.rowsKnown() ? "" : "about ",
                                Quantity.count(forecast.rows(), "row", "rows"),
                                Quantity.count(forecast.files(), "file", "files"),
                                Quantity.bytes(forecast.bytes())));
        text.row(
                "layout", "%s: %s".formatted(forecast.layout().name(), forecast.layout().reason()));
        text.row("way", way());
        text.row(
                "workers",
                "%s for %s"
                        .formatted(
                                Quantity.count(forecast.workers(), "worker", "workers"),
                                Quantity.count(forecast.splits(), "split", "splits")));
        text.row("kernels", forecast.kernels());
        text.row("memory", "predicted peak " + Quantity.bytes(forecast.predictedPeakBytes()));
        text.row("disk", disk());
        text.row("time", "about " + Quantity.seconds(forecast.seconds()));
        return text.render(width).stripTrailing();
    }

    private String way() {
        return forecast.partitions() == 0
                ? "entities are computed where they are read; should one return, the run begins again and divides rows by entity"
                : "rows are divided by entity into %s, then each is computed"
                        .formatted(
                                Quantity.count(forecast.partitions(), "partition", "partitions"));
    }

    private String disk() {
        if (forecast.spillBytes() == 0) {
            return forecast.partitions() == 0 ? "not needed" : "not needed: rows fit in memory";
        }
        Path directory = forecast.temporary();
        OptionalLong usable = forecast.usableBytes();
        return "about %s of temporary files in %s%s"
                .formatted(
                        Quantity.bytes(forecast.spillBytes()),
                        directory == null ? "no directory: name one with --temp-dir" : directory,
                        usable.isPresent()
                                ? ", %s free".formatted(Quantity.bytes(usable.getAsLong()))
                                : "");
    }

    JsonValue json() {
        return JsonValue.object()
                .with("layout", forecast.layout().name())
                .with("layoutReason", forecast.layout().reason())
                .with("files", forecast.files())
                .with("bytes", forecast.bytes())
                .with("rows", forecast.rows())
                .with("rowsKnown", JsonValue.of(forecast.rowsKnown()))
                .with("splits", forecast.splits())
                .with("workers", forecast.workers())
                .with("kernels", forecast.kernels())
                .with("partitions", forecast.partitions())
                .with("predictedPeakBytes", forecast.predictedPeakBytes())
                .with("spillBytes", forecast.spillBytes())
                .with(
                        "temporaryDirectory",
                        JsonValue.of(
                                forecast.temporary() == null
                                        ? null
                                        : forecast.temporary().toString()))
                .with("seconds", JsonValue.of(forecast.seconds()))
                .build();
    }
}
