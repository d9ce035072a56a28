import java.util.Scanner;

/** Lends books: one request a line, one answer a line. */
public class Main {
    private static final Library LIBRARY = new Library();

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            System.out.println(handle(input.nextLine()));
        }
    }

    static String handle(String line) {
        String[] words = line.trim().split(" ");
        try {
            return serve(words[0], words);
        } catch (Refused refused) {
            return "error " + refused.getMessage();
        }
    }

    private static String serve(String operation, String[] words) {
        return switch (operation + " " + (words.length - 1)) {
            case "shelve 2" -> LIBRARY.shelve(words[1], words[2]);
            case "tag 3" -> LIBRARY.find(words[1]).tag(words[2], words[3]);
            case "pages 1" -> LIBRARY.find(words[1]).pages();
            case "mark 1" -> LIBRARY.find(words[1]).mark();
            case "lend 3" -> LIBRARY.lend(words[1], words[2], words[3]);
            case "renew 2" -> LIBRARY.renew(words[1], words[2]);
            case "borrower 1" -> LIBRARY.borrower(words[1]);
            case "return 1" -> LIBRARY.takeBack(words[1]);
            case "fine 2" -> LIBRARY.fine(words[1], words[2]);
            case "queue 2" -> LIBRARY.queue(words[1], words[2]);
            case "next 1" -> LIBRARY.next(words[1]);
            case "borrowed 2" -> LIBRARY.borrowed(words[1], words[2]);
            default -> throw new Refused("unknown request " + operation);
        };
    }
}
