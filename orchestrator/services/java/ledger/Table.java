import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of the same columns, kept in memory. */
public class Table {
    private final List<String> columns;
    private final List<Map<String, String>> rows = new ArrayList<>();

    Table(List<String> columns) {
        this.columns = columns;
    }

    List<Map<String, String>> rows() {
        return rows;
    }

    void insert(String... values) {
        Map<String, String> row = new HashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            row.put(columns.get(index), values[index]);
        }
        rows.add(row);
    }

    /** The rows with that value in a column; the column must exist. */
    List<Map<String, String>> where(String column, String value) {
        if (!columns.contains(column)) {
            throw new QueryException("no such column: " + column);
        }
        List<Map<String, String>> found = new ArrayList<>();
        for (Map<String, String> row : rows) {
            if (value.equals(row.get(column))) {
                found.add(row);
            }
        }
        return found;
    }
}
