import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which books are overdue? Usage: Loans TODAY TITLE=DUE... */
public class Loans {
    private record Loan(String title, LocalDate due) {
        long daysLate(LocalDate today) {
            return Math.max(0, ChronoUnit.DAYS.between(due, today));
        }
    }

    private final List<Loan> loans = new ArrayList<>();

    private void lend(String title, String due) {
        loans.add(new Loan(title, date(due)));
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private void printLate(LocalDate today) {
        loans.stream()
                .filter(loan -> loan.daysLate(today) > 0)
                .sorted(Comparator.comparing(Loan::due))
                .forEach(loan -> System.out.println(loan.title() + " " + loan.daysLate(today)));
    }

    public static void main(String[] args) {
        Loans desk = new Loans();
        LocalDate today = LocalDate.parse(args[0]);
        for (int i = 1; i < args.length; i++) {
            String[] sides = args[i].split("=", 2);
            desk.lend(sides[0], sides[1]);
        }
        desk.printLate(today);
        System.out.println(desk.loans.size() + " lent");
    }
}
