package dev.venturi.pipeline.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a YAML document with its place. What a text means (a number, a name, a duration) is
/// decided by who asks for it, so that `no` and `007` stay what was written.
sealed interface YamlNode {
    /// Where it begins.
    Place place();

    /// As messages call it: `a list`.
    String kind();

    /// A text, quoted or not.
    ///
    /// @param missing whether nothing stands there, `~` or `null`
    record Text(Place place, String value, boolean missing) implements YamlNode {
        @Override
        public String kind() {
            return missing ? "nothing" : "\"" + value + "\"";
        }
    }

    /// A list.
    record Items(Place place, List<YamlNode> values) implements YamlNode {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Names with values, in the order of the document.
    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "names with values";
        }
    }

    /// The value of a name.
    ///
    /// @param name where the name stands
    record Entry(Place name, YamlNode value) {}
}
