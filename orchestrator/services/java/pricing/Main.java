import java.util.Scanner;

/** What things cost, and what they cost on average of late. */
public class Main {
    private static final Prices PRICES = new Prices();
    private static final Exchange EXCHANGE = new Exchange();

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            System.out.println(handle(input.nextLine()));
        }
    }

    static String handle(String line) {
        String[] words = line.trim().split(" ");
        try {
            if (words.length == 3 && words[0].equals("price")) {
                return PRICES.price(words[1], words[2]);
            } else if (words.length == 2 && words[0].equals("average")) {
                return PRICES.average(words[1]);
            } else if (words.length == 3 && words[0].equals("offer")) {
                return PRICES.offer(words[1], words[2]);
            } else if (words.length == 3 && words[0].equals("convert")) {
                return EXCHANGE.convert(words[1], words[2]);
            }
            throw new BadRequest("bad request " + line.trim());
        } catch (BadRequest refused) {
            return "error " + refused.getMessage();
        }
    }
}
