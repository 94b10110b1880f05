package dev.venturi.pipeline.file;

import dev.venturi.pipeline.file.YamlNode.Entry;
import dev.venturi.pipeline.file.YamlNode.Items;
import dev.venturi.pipeline.file.YamlNode.Mapping;
import dev.venturi.pipeline.file.YamlNode.Text;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML into nodes with places. Objects of Java are never made of it; anchors and `<<` work,
/// aliases at most fifty times.
final class YamlReader {
    private static final String MERGE = "<<";
    private static final int DEEPEST = 50;

    private final String file;

    private YamlReader(String file) {
        this.file = file;
    }

    /// The one document of a text.
    ///
    /// @param file for messages
    /// @throws dev.venturi.table.UsageException naming line and column, when it is no YAML
    static YamlNode read(String file, String text) {
        YamlReader reader = new YamlReader(file);
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new Place(file, 1, 1)
                        .problem("the file is empty; expected sources, stages and sinks");
            }
            return reader.node(root, 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Place place = mark == null ? new Place(file, 1, 1) : reader.place(mark);
            throw place.problem(explained(e));
        } catch (YAMLException e) {
            throw new Place(file, 1, 1).problem("no YAML: " + e.getMessage());
        }
    }

    private static String explained(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("found character '\\t")) {
            return "expected blanks, found a tab; YAML is indented with blanks";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "expected no second \": \" on this line; put the text into quotes, or the name"
                    + " on a line of its own";
        }
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        return "no YAML: " + context + problem + "; look at the indentation here and above";
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private YamlNode node(Node node, int depth) {
        Place place = place(node.getStartMark());
        if (depth > DEEPEST) {
            throw place.problem("values inside each other more than %d deep".formatted(DEEPEST));
        }
        return switch (node) {
            case ScalarNode scalar ->
                    new Text(place, scalar.getValue(), scalar.getTag().equals(Tag.NULL));
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(node(item, depth + 1)));
                yield new Items(place, items);
            }
            case MappingNode mapping -> mapping(mapping, place, depth);
            default -> throw place.problem("expected a text, a list or names with values");
        };
    }

    private Mapping mapping(MappingNode mapping, Place place, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        @Nullable MappingNode merged = null;
        for (NodeTuple tuple : mapping.getValue()) {
            Place at = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw at.problem("expected a name");
            }
            if (key.getValue().equals(MERGE) && tuple.getValueNode() instanceof MappingNode from) {
                merged = from;
                continue;
            }
            Entry entry = new Entry(at, node(tuple.getValueNode(), depth + 1));
            Entry before = entries.putIfAbsent(key.getValue(), entry);
            if (before != null) {
                throw at.problem(
                        "\"%s\" stands here for the second time, first in line %d; remove or rename one"
                                .formatted(key.getValue(), before.name().line()));
            }
        }
        if (merged != null) {
            mapping(merged, place, depth + 1).entries().forEach(entries::putIfAbsent);
        }
        return new Mapping(place, entries);
    }
}
