import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prices in cents, by category. */
public class Prices {
    /** What one costs from so many on. */
    record Tier(int from, int cents) {}

    private final Map<String, List<Tier>> tiers = Map.of(
            "fruit", List.of(new Tier(1, 120), new Tier(100, 110)),
            "bakery", List.of(new Tier(1, 350)),
            "home", List.of(new Tier(1, 900)),
            "office", List.of(new Tier(1, 125), new Tier(1000, 80)));

    private final Map<String, List<Integer>> sold = new HashMap<>();

    /** Answers what so many of a category cost, as `2.40`. */
    String price(String category, String quantity) {
        int count = BadRequest.number(quantity);
        if (count < 1) {
            throw new BadRequest("bad number " + quantity);
        }
        Tier best = tiers.get(category).get(0);
        for (Tier tier : tiers.get(category)) {
            if (count >= tier.from()) {
                best = tier;
            }
        }
        sold.computeIfAbsent(category, key -> new ArrayList<>()).add(best.cents() * count);
        return money(best.cents() * count);
    }

    /** That of the last four prices of a category. */
    String average(String category) {
        List<Integer> all = sold.getOrDefault(category, new ArrayList<>());
        List<Integer> recent = all.subList(Math.max(0, all.size() - 4), all.size());
        int sum = 0;
        for (int cents : recent) {
            sum += cents;
        }
        int mean = sum / recent.size();
        return "average " + money(mean);
    }

    /** Takes `category:percent` off an amount in cents. */
    String offer(String amount, String reduction) {
        int cents = BadRequest.number(amount);
        String[] parts = reduction.split(":");
        int percent = BadRequest.number(parts[1]);
        return "offer " + parts[0] + " " + money(cents - cents * percent / 100);
    }

    private static String money(int cents) {
        return String.format(Locale.ROOT, "%.2f", cents / 100.0);
    }
}
