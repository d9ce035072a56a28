package export;

import java.util.ArrayList;
import java.util.List;

/** Rows under a header; a row starts as the header's copy, cells without a value keep its name. */
class Table {
    private final String[] header;
    private final List<Object[]> rows = new ArrayList<>();

    Table(String... header) {
        this.header = header;
    }

    Object[] row() {
        Object[] cells = header.clone();
        rows.add(cells);
        return cells;
    }

    int column(String name) {
        for (int i = 0; i < header.length; i++) {
            if (header[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void print() {
        for (Object[] cells : rows) {
            StringBuilder line = new StringBuilder();
            for (Object cell : cells) {
                line.append(line.length() == 0 ? "" : ";").append(cell);
            }
            System.out.println(line);
        }
    }
}
