package shop;

import java.util.HashMap;
import java.util.Map;

class Stock {
    static class OutOfStock extends RuntimeException {
        OutOfStock(String item, Throwable cause) {
            super("no " + item + " left", cause);
        }
    }

    class Shelf implements AutoCloseable {
        private final Map<String, Integer> counts = new HashMap<>();

        int take(String item) {
            return counts.get(item);
        }

        @Override
        public void close() {
            throw new IllegalStateException("the shelf is locked");
        }
    }

    record Price(int cents) {
        Price {
            if (cents < 0) {
                throw new IllegalArgumentException("negative price: " + cents);
            }
        }
    }

    static int parse(String text) {
        return Integer.parseInt(text);
    }

    static int load(String text) {
        try {
            return parse(text);
        } catch (NumberFormatException error) {
            throw new OutOfStock(text, error);
        }
    }

    static int depth(int level) {
        return depth(level + 1) + 1;
    }
}
