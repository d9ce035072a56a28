package bom;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a product is made of: parts, each with how many of it. */
final class Assembly {
    private final Map<String, Map<String, Integer>> parts = new LinkedHashMap<>();

    void needs(String product, String part, int count) {
        parts.computeIfAbsent(product, key -> new LinkedHashMap<>()).merge(part, count, Integer::sum);
    }

    /** How many screws a product takes in all. */
    int screws(String product) {
        if (product.equals("screw")) {
            return 1;
        }
        int sum = 0;
        for (Map.Entry<String, Integer> part : parts.getOrDefault(product, Map.of()).entrySet()) {
            sum += part.getValue() * screws(part.getKey());
        }
        return sum;
    }
}
