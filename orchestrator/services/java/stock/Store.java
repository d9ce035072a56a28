import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shelves in a row, and which of them an article is on. */
public class Store {
    private final List<Shelf> shelves = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> offered = new ArrayList<>();

    Store() {
        place("a1", 10);
        place("b2", 4);
        shelves.add(null);
        place("p5", 2);
        place("g7", 5);
        place("z9", 6);
        places.put("c3", 7);
    }

    private void place(String sku, int level) {
        places.put(sku, shelves.size());
        shelves.add(new Shelf(sku, level));
        offered.add(sku);
    }

    /** Takes so many off their shelf. */
    String reserve(String sku, int quantity) {
        if (!places.containsKey(sku)) {
            throw new StockException("no article " + sku);
        }
        Shelf shelf = shelves.get(places.get(sku));
        if (shelf.level() < quantity) {
            throw new StockException("only " + shelf.level() + " " + sku + " left");
        }
        shelf.take(quantity);
        return "reserved " + sku + " " + quantity;
    }

    /** What is on the shelf of that number. */
    String look(int place) {
        if (place < 0 || place >= shelves.size()) {
            throw new StockException("no shelf " + place);
        }
        String sku = shelves.get(place).sku();
        return "shelf " + place + " " + sku + " " + shelves.get(place).level();
    }

    /** Offers no more what has run out; says what is left. */
    String sweep() {
        for (String sku : offered) {
            if (shelves.get(places.get(sku)).level() == 0) {
                offered.remove(sku);
            }
        }
        return "offered " + String.join(" ", offered);
    }
}
