import java.util.ArrayDeque;
import java.util.Deque;

/** A line of text with a history; commands are the arguments: `+text`, `-` (cut a word), `undo`. */
public class Editor {
    private interface Change {
        void revert();
    }

    private final StringBuilder text = new StringBuilder();
    private final Deque<Change> history = new ArrayDeque<>();

    void execute(String command) {
        if (command.startsWith("+")) {
            append(command.substring(1));
        } else if (command.equals("-")) {
            cut();
        } else if (command.equals("undo")) {
            undo();
        } else {
            System.out.println("? " + command);
        }
    }

    private void append(String added) {
        int length = text.length();
        text.append(added);
        history.push(() -> text.setLength(length));
    }

    private void cut() {
        int blank = Math.max(0, text.lastIndexOf(" "));
        String gone = text.substring(blank);
        text.setLength(blank);
        history.push(() -> text.append(gone));
    }

    private void undo() {
        Change last = history.pop();
        last.revert();
    }

    @Override
    public String toString() {
        return "<" + text + ">";
    }

    public static void main(String[] args) {
        Editor editor = new Editor();
        for (String arg : args) {
            editor.execute(arg);
        }
        System.out.println(editor);
    }
}
