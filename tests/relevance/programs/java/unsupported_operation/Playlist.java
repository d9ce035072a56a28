import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Playlists by mood. `calm+song` adds, `calm` prints. */
public class Playlist {
    private static final List<String> NOTHING = List.of();

    private final Map<String, List<String>> byMood = new TreeMap<>();

    public Playlist() {
        byMood.put("calm", new java.util.ArrayList<>(List.of("Gymnopedie")));
    }

    private List<String> songs(String mood) {
        return byMood.computeIfAbsent(mood, unknown -> NOTHING);
    }

    public void add(String mood, String song) {
        List<String> songs = songs(mood);
        if (!songs.contains(song)) {
            songs.add(song);
        }
    }

    public String show(String mood) {
        return mood + ": " + String.join(", ", songs(mood));
    }

    public static void main(String[] args) {
        Playlist playlist = new Playlist();
        for (String arg : args) {
            int plus = arg.indexOf('+');
            if (plus > 0) {
                playlist.add(arg.substring(0, plus), arg.substring(plus + 1));
            } else {
                System.out.println(playlist.show(arg));
            }
        }
    }
}
