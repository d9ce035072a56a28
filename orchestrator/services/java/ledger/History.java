import java.util.ArrayList;
import java.util.List;

/** What happened of late. */
public class History {
    /** How many entries the memory of this machine is meant for. */
    static final int BUDGET = 1000;

    private final List<String> entries = new ArrayList<>();

    void remember(String entry) {
        entries.add(entry);
        checkBudget();
    }

    private void checkBudget() {
        if (entries.size() > BUDGET) {
            throw new IllegalStateException(
                    "history holds " + entries.size() + " entries, budget " + BUDGET);
        }
    }

    int size() {
        return entries.size();
    }

    /** The latest entries, the latest first; fewer if there are not so many. */
    List<String> last(int count) {
        List<String> found = new ArrayList<>();
        for (int index = entries.size() - 1; index >= 0 && found.size() < count; index--) {
            found.add(entries.get(index));
        }
        return found;
    }
}
