package shop;

import java.util.HashMap;
import java.util.Map;

class Warehouse {
    private final Map<String, Integer> stock = new HashMap<>();

    Warehouse put(String item, int count) {
        stock.put(item, count);
        return this;
    }

    int left(String item) {
        return stock.getOrDefault(item, 0);
    }

    void take(String item, int count) {
        int left = left(item);
        if (left < count) {
            throw new OutOfStockException(item, count, left);
        }
        stock.put(item, left - count);
    }
}
