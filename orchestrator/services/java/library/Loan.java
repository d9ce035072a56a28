/** Who has a book, and for how many days. */
public record Loan(String member, int days) {
    Loan extended(int more) {
        return new Loan(member, days + more);
    }
}
