import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The accounts, who owns them, and what happened. */
public class Ledger {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Table owners = new Table(List.of("account", "owner"));
    private final History history = new History();

    String open(String name, String owner, int cents) {
        if (accounts.containsKey(name)) {
            throw new LedgerException("account " + name + " exists");
        }
        accounts.put(name, new Account(cents));
        owners.insert(name, owner);
        history.remember("open " + name);
        return "opened " + name;
    }

    String balance(String name) {
        if (!accounts.containsKey(name)) {
            throw new LedgerException("no account " + name);
        }
        return "balance " + name + " " + accounts.get(name).cents();
    }

    int total() {
        int sum = 0;
        for (Account account : accounts.values()) {
            sum += account.cents();
        }
        return sum;
    }

    /** Takes cents from one account to another. */
    String move(String from, String to, int cents) {
        Account source = accounts.get(from);
        if (source == null || source.cents() < cents) {
            throw new LedgerException("cannot take " + cents + " from " + from);
        }
        source.debit(cents);
        accounts.get(to).credit(cents);
        history.remember("move " + from + " " + to);
        return "moved " + cents + ", total " + total();
    }

    /** The accounts of somebody. */
    String owned(String owner) {
        StringBuilder text = new StringBuilder("owned");
        for (Map<String, String> row : owners.where("holder", owner)) {
            text.append(" ").append(row.get("account"));
        }
        return text.toString();
    }

    /** Books so many entries of an old day again. */
    String replay(int count) {
        for (int entry = 1; entry <= count; entry++) {
            history.remember("replay " + entry);
        }
        return "replayed " + count + ", " + history.size() + " kept";
    }

    /** The last entries, the latest first. */
    String recent(int count) {
        return "recent " + String.join(", ", history.last(count));
    }
}
