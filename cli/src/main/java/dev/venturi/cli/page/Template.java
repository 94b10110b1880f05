package dev.venturi.cli.page;

import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A page: `page.html` with its places filled. Texts of recordings enter it escaped, or as JSON
/// that no HTML parser sees an element in; the page's scripts set them as text only.
final class Template {
    private static final String FRAME = "page.html";

    private final Map<String, String> parts = new LinkedHashMap<>();

    /// @param title of the window
    /// @param text what the page says where scripts are off
    Template(String title, String text) {
        parts.put("title", escaped(title));
        parts.put("text", escaped(text));
        parts.put("style", resource("page.css"));
        parts.put("chart-style", resource("uPlot.min.css"));
        parts.put("chart-licence", resource("uPlot-LICENSE.txt"));
        parts.put("chart", resource("uPlot.iife.min.js"));
    }

    /// What the scripts find under the id `data`.
    Template data(JsonValue document) {
        parts.put("data", inScript(JsonWriter.compact(document)));
        return this;
    }

    /// The scripts, in this order.
    Template scripts(String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(resource(name).replace("\"use strict\";\n", ""));
        }
        parts.put("script", "\"use strict\";\n" + all);
        return this;
    }

    /// Writes the page in UTF-8; the stream stays open.
    void write(OutputStream out) throws IOException {
        StringBuilder page = new StringBuilder();
        String frame = resource(FRAME);
        int from = 0;
        for (int at = frame.indexOf('@'); at >= 0; at = frame.indexOf('@', from)) {
            int end = frame.indexOf('@', at + 1);
            String part = parts.get(frame.substring(at + 1, end));
            if (part == null) {
                throw new IllegalStateException(FRAME + ": nothing fills its place at " + at);
            }
            page.append(frame, from, at).append(part);
            from = end + 1;
        }
        out.write(page.append(frame.substring(from)).toString().getBytes(StandardCharsets.UTF_8));
    }

    /// A text as content of an element or an attribute.
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            switch (sign) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(sign);
            }
        }
        return escaped.toString();
    }

    /// JSON in which nothing ends the element that holds it, or begins a comment.
    static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String resource(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read from the jar", e);
        }
    }
}
