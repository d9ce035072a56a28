package export;

import java.util.Scanner;

/** Reads `column value` lines; a blank line ends a row. */
public class Export {
    private final Table table;

    Export(Table table) {
        this.table = table;
    }

    private void fill(Object[] row, String name, Object value) {
        int column = table.column(name);
        if (column >= 0) {
            row[column] = value;
        }
    }

    private static Object typed(String text) {
        return text.matches("\\d+") ? Integer.valueOf(text) : text;
    }

    public static void main(String[] args) {
        Export export = new Export(new Table("name", "age"));
        Scanner in = new Scanner(System.in);
        Object[] row = export.table.row();
        while (in.hasNextLine()) {
            String line = in.nextLine();
            if (line.isEmpty()) {
                row = export.table.row();
                continue;
            }
            String[] pair = line.split(" ", 2);
            export.fill(row, pair[0], typed(pair[1]));
        }
        export.table.print();
    }
}
