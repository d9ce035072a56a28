package catalog;

import java.util.List;

/** Cuts a list into pages of the height of a terminal. */
final class Pager<T> {
    private static final int HEADER = 3;

    private final List<T> items;
    private final int rows;

    Pager(List<T> items, int height) {
        this.items = items;
        this.rows = height - HEADER;
    }

    int pages() {
        int full = items.size() / rows;
        return items.size() % rows == 0 ? full : full + 1;
    }

    List<T> page(int number) {
        int from = Math.min(items.size(), number * rows);
        return items.subList(from, Math.min(items.size(), from + rows));
    }
}
