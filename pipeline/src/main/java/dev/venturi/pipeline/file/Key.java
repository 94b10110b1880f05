package dev.venturi.pipeline.file;

/// A name that a part of a pipeline file may give a value.
///
/// @param description for the schema that editors read: what it means, what holds without it
record Key(String name, Form form, boolean required, String description) {
    static Key of(String name, Form form, String description) {
        return new Key(name, form, false, description);
    }

    static Key required(String name, Form form, String description) {
        return new Key(name, form, true, description);
    }
}
