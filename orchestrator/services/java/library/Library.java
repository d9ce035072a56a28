import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shelves, the loans and who waits for what. */
public class Library {
    private static final Map<String, Integer> RATES = Map.of("novel", 10, "atlas", 50);

    private final Map<String, Book> books = new HashMap<>();
    private final Map<String, Loan> loans = new HashMap<>();
    private final Map<String, Deque<String>> waiting = new HashMap<>();
    private final Map<String, List<String>> histories = new HashMap<>();

    String shelve(String title, String kind) {
        books.put(title, new Book(title, kind));
        waiting.put(title, new ArrayDeque<>());
        return "shelved " + title;
    }

    Book find(String title) {
        Book book = books.get(title);
        if (book == null) {
            throw new Refused("no book " + title);
        }
        return book;
    }

    String lend(String title, String member, String days) {
        Book book = find(title);
        if (loans.containsKey(book.title)) {
            throw new Refused(title + " is lent");
        }
        loans.put(title, new Loan(member, number(days)));
        histories.computeIfAbsent(member, key -> new ArrayList<>()).add(title);
        return "lent " + title + " " + member;
    }

    /** Lends for more days. */
    String renew(String title, String days) {
        Loan loan = loans.get(title);
        if (loan == null) {
            throw new Refused(title + " is not lent");
        }
        int more = Integer.parseInt(days);
        loans.put(title, loan.extended(more));
        return "renewed " + title + " " + loans.get(title).days();
    }

    String borrower(String title) {
        find(title);
        return "borrower " + loans.get(title).member();
    }

    String takeBack(String title) {
        if (loans.remove(title) == null) {
            throw new Refused(title + " is not lent");
        }
        return "returned " + title;
    }

    /** What is to pay, in cents, by the kind of the book and the days that it is late. */
    String fine(String title, String late) {
        Book book = find(title);
        int rate = RATES.get(book.kind);
        return "fine " + title + " " + rate * number(late);
    }

    String queue(String title, String member) {
        find(title);
        waiting.get(title).addLast(member);
        return "queued " + member + " " + waiting.get(title).size();
    }

    /** Who gets a book next; from then on that one waits no more. */
    String next(String title) {
        find(title);
        String member = waiting.get(title).removeFirst();
        return "next " + member + ", " + waiting.get(title).size() + " waiting";
    }

    /** The book that a member borrowed as the first, second, third. */
    String borrowed(String member, String which) {
        List<String> titles = histories.getOrDefault(member, List.of());
        String title = titles.get(number(which) - 1);
        return "borrowed " + title;
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException malformed) {
            throw new Refused("bad number " + word);
        }
    }
}
