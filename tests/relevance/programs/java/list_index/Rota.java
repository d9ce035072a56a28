import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class Rota {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri"};

    private final List<String> staff = new ArrayList<>();
    private final Map<String, String> plan = new LinkedHashMap<>();

    void hire(String name) {
        if (!name.isBlank()) {
            staff.add(name.strip());
        }
    }

    void fill() {
        int turn = 0;
        for (String day : DAYS) {
            plan.put(day, at(turn));
            turn = after(turn);
        }
    }

    private String at(int turn) {
        return staff.get(turn);
    }

    private int after(int turn) {
        return turn == DAYS.length - 1 ? 0 : turn + 1;
    }

    void print() {
        for (Map.Entry<String, String> entry : plan.entrySet()) {
            System.out.println(entry.getKey() + ": " + entry.getValue());
        }
    }

    public static void main(String[] args) {
        Rota rota = new Rota();
        for (String arg : args) {
            rota.hire(arg);
        }
        rota.fill();
        rota.print();
    }
}
