import java.util.Scanner;

/** Accounts, what moved between them, and a table of who owns them. */
public class Main {
    private static final Ledger LEDGER = new Ledger();

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            System.out.println(handle(input.nextLine()));
        }
    }

    /** Says with each error what the accounts hold in all: money must not get lost. */
    static String handle(String line) {
        try {
            return serve(line.trim().split(" "));
        } catch (LedgerException refused) {
            return "error " + refused.getMessage() + ", total " + LEDGER.total();
        }
    }

    private static String serve(String[] words) {
        return switch (words[0]) {
            case "open" -> LEDGER.open(word(words, 1), word(words, 2), number(words, 3));
            case "move" -> LEDGER.move(word(words, 1), word(words, 2), number(words, 3));
            case "replay" -> LEDGER.replay(number(words, 1));
            case "recent" -> LEDGER.recent(number(words, 1));
            case "owned" -> LEDGER.owned(word(words, 1));
            case "balance" -> LEDGER.balance(word(words, 1));
            default -> throw new LedgerException("unknown request " + words[0]);
        };
    }

    private static String word(String[] words, int position) {
        if (position >= words.length) {
            throw new LedgerException("too few words");
        }
        return words[position];
    }

    private static int number(String[] words, int position) {
        try {
            return Integer.parseInt(word(words, position));
        } catch (NumberFormatException malformed) {
            throw new LedgerException("bad number " + words[position]);
        }
    }
}
