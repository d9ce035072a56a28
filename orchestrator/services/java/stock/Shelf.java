/** Holds one article. */
public class Shelf {
    private final String sku;
    private int level;

    Shelf(String sku, int level) {
        this.sku = sku;
        this.level = level;
    }

    String sku() {
        return sku;
    }

    int level() {
        return level;
    }

    void take(int quantity) {
        level -= quantity;
    }
}
