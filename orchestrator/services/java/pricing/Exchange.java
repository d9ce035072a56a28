import java.util.Locale;
import java.util.Map;

/** What a bank publishes; some currencies it does not quote. */
public class Exchange {
    private final Map<String, String> rates = Map.of("EUR", "0.5", "JPY", "150", "XAU", "n/a");

    /** Changes an amount of cents into another currency. */
    String convert(String amount, String currency) {
        int cents = BadRequest.number(amount);
        if (!rates.containsKey(currency)) {
            throw new BadRequest("no currency " + currency);
        }
        return String.format(Locale.ROOT, "%s %.2f", currency, rate(currency) * cents / 100);
    }

    private double rate(String currency) {
        return Double.parseDouble(rates.get(currency));
    }
}
