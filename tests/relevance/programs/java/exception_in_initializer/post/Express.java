package post;

import java.util.NavigableMap;
import java.util.TreeMap;

/** The dearest way; its table is read when somebody first asks for it. */
final class Express {
    private static final String TABLE = "500:1190 2000:1490 5000:1 890";

    private static final NavigableMap<Integer, Integer> PRICES = read(TABLE.split(" "));

    private Express() {}

    private static NavigableMap<Integer, Integer> read(String[] entries) {
        NavigableMap<Integer, Integer> prices = new TreeMap<>();
        for (String entry : entries) {
            String[] sides = entry.split(":");
            prices.put(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
        return prices;
    }

    static int price(int grams) {
        var entry = PRICES.ceilingEntry(grams);
        return entry == null ? 2500 : entry.getValue();
    }
}
