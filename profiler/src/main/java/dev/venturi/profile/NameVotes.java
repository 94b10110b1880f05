package dev.venturi.profile;

import java.util.HashMap;
import java.util.Map;

/// Names with weights; a bounded number of them.
final class NameVotes {
    private static final int MOST = 256;

    private final Map<String, double[]> weights = new HashMap<>();

    void add(String name, double weight) {
        double[] sum = weights.get(name);
        if (sum == null && weights.size() < MOST) {
            sum = new double[1];
            weights.put(name, sum);
        }
        if (sum != null) {
            sum[0] += weight;
        }
    }

    /// The heaviest, of equal ones the first by name; empty without any.
    String most() {
        String best = "";
        double most = -1;
        for (Map.Entry<String, double[]> entry : weights.entrySet()) {
            double weight = entry.getValue()[0];
            boolean first = weight == most && entry.getKey().compareTo(best) < 0;
            if (weight > most || first) {
                most = weight;
                best = entry.getKey();
            }
        }
        return best;
    }
}
