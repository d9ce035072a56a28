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
        place("MUG", 10);
        place("TEE", 5);
        shelves.add(null);
        place("PEN", 2);
        place("LAMP", 4);
        place("FORK", 6);
        places.put("VASE", 7);
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
