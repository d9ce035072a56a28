import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.function.ToIntFunction;

/** Balances a till: lines `in 12,50` or `out 3` on standard input, amounts in euros. */
public class Ledger {
    enum Kind {
        IN(1),
        OUT(-1);

        final int sign;

        Kind(int sign) {
            this.sign = sign;
        }
    }

    private static final class Booking {
        final Kind kind;
        final String amount;

        Booking(Kind kind, String amount) {
            this.kind = kind;
            this.amount = amount;
        }
    }

    public static void main(String[] args) {
        List<Booking> bookings = new ArrayList<>();
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String[] words = in.nextLine().split(" ", 2);
            bookings.add(new Booking(Kind.valueOf(words[0].toUpperCase()), words[1]));
        }
        System.out.println("balance " + balance(bookings, Ledger::cents));
        System.out.println("largest " + bookings.stream().mapToInt(Ledger::cents).max().orElse(0));
    }

    private static int balance(List<Booking> bookings, ToIntFunction<Booking> worth) {
        int sum = 0;
        for (Booking booking : bookings) {
            sum += booking.kind.sign * worth.applyAsInt(booking);
        }
        return sum;
    }

    private static int cents(Booking booking) {
        String[] parts = booking.amount.split(",");
        int euros = Integer.parseInt(parts[0]);
        return euros * 100 + (parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }
}
