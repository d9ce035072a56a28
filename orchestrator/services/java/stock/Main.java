import java.util.Scanner;

/** What stands where, and how much of it. */
public class Main {
    private static final Store STORE = new Store();

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            System.out.println(handle(input.nextLine()));
        }
    }

    static String handle(String line) {
        String[] words = line.trim().split(" ");
        try {
            return serve(words);
        } catch (StockException refused) {
            return "error " + refused.getMessage();
        }
    }

    private static String serve(String[] words) {
        if (words.length == 3 && words[0].equals("reserve")) {
            return STORE.reserve(words[1], number(words[2]));
        }
        if (words.length == 2 && words[0].equals("look")) {
            return STORE.look(number(words[1]));
        }
        if (words.length == 1 && words[0].equals("sweep")) {
            return STORE.sweep();
        }
        throw new StockException("unknown request " + String.join(" ", words));
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException malformed) {
            throw new StockException("bad number " + word);
        }
    }
}
