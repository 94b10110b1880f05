package dev.venturi.feature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of all parameters of one feature, in the order of their declaration. Immutable.
public final class Parameters {
    /// Of a feature without parameters.
    public static final Parameters NONE = new Parameters(List.of(), Map.of());

    private final String[] names;
    private final String[] texts;
    private final double[] numbers;

    /// @param given canonical texts by name; what is not given takes its default, which for a
    ///   parameter that has to be given is empty
    Parameters(List<FeatureParameter> declared, Map<String, String> given) {
        names = new String[declared.size()];
        texts = new String[declared.size()];
        numbers = new double[declared.size()];
        for (int i = 0; i < declared.size(); i++) {
            FeatureParameter parameter = declared.get(i);
            names[i] = parameter.name();
            texts[i] = given.getOrDefault(parameter.name(), parameter.defaultText());
            numbers[i] =
                    parameter.kind() == FeatureParameter.Kind.WORD || texts[i].isEmpty()
                            ? Double.NaN
                            : Double.parseDouble(texts[i]);
        }
    }

    /// The value of a number.
    public double number(String name) {
        return numbers[index(name)];
    }

    /// The value of a whole number.
    public int whole(String name) {
        return (int) numbers[index(name)];
    }

    /// The value of a word.
    public String word(String name) {
        return texts[index(name)];
    }

    /// The values as users write them, by name, in the order of declaration.
    public Map<String, String> texts() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], texts[i]);
        }
        return map;
    }

    private int index(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "no parameter \"%s\"; there are: %s".formatted(name, String.join(", ", names)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters parameters
                && Arrays.equals(names, parameters.names)
                && Arrays.equals(texts, parameters.texts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(texts);
    }

    /// `lag=7, form=biased`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        texts().forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(value));
        return text.toString();
    }
}
