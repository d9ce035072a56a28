package quiz;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

public class Scores {
    private final Map<String, Integer> points = new TreeMap<>();

    void join(String player) {
        points.put(player, 0);
    }

    void award(String player, int more) {
        int before = points.get(player);
        points.put(player, before + more);
    }

    List<String> ranking() {
        return points.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.toList());
    }
}
