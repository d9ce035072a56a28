package quiz;

import java.util.List;
import java.util.Scanner;

/** Players are the arguments, points come as `name points` lines. */
public class Quiz {
    private final Scores scores = new Scores();

    private Quiz(List<String> players) {
        players.forEach(scores::join);
    }

    private void play(Scanner in) {
        while (in.hasNext()) {
            String player = in.next();
            scores.award(player, in.nextInt());
        }
    }

    public static void main(String[] args) {
        Quiz quiz = new Quiz(List.of(args));
        quiz.play(new Scanner(System.in));
        quiz.scores.ranking().forEach(System.out::println);
    }
}
