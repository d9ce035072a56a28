/** Holds cents. */
public class Account {
    private int cents;

    Account(int cents) {
        this.cents = cents;
    }

    int cents() {
        return cents;
    }

    void debit(int amount) {
        cents -= amount;
    }

    void credit(int amount) {
        cents += amount;
    }
}
