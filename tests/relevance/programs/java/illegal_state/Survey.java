import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers of a survey, from 1 to 5; anything else is left out. */
public class Survey {
    private final String[] answers;

    Survey(String... answers) {
        this.answers = answers;
    }

    private static boolean valid(String answer) {
        return answer.length() == 1 && "12345".contains(answer);
    }

    private IntStream marks() {
        return Arrays.stream(answers).filter(Survey::valid).mapToInt(Integer::parseInt);
    }

    String report(boolean detailed) {
        IntStream marks = marks();
        IntSummaryStatistics all = marks.summaryStatistics();
        StringBuilder out = new StringBuilder();
        out.append(all.getCount()).append(" answers");
        if (detailed) {
            out.append(", top ").append(share(marks)).append(" of them");
            out.append(", left out ").append(Stream.of(answers).filter(a -> !valid(a)).count());
        }
        return out.toString();
    }

    private static long share(IntStream marks) {
        return marks.filter(mark -> mark >= 4).count();
    }

    public static void main(String[] args) {
        boolean detailed = args.length > 0 && args[0].equals("-d");
        int from = detailed ? 1 : 0;
        Survey survey = new Survey(Arrays.copyOfRange(args, from, args.length));
        System.out.println(survey.report(detailed));
    }
}
