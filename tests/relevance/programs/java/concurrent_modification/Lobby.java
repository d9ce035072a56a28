import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Seats of a chat room; whoever is silent for too long is shown out. */
public class Lobby {
    static class Guest {
        private final String nick;
        private final int idle;

        Guest(String nick, int idle) {
            this.nick = nick;
            this.idle = idle;
        }

        boolean silentFor(int minutes) {
            return idle >= minutes;
        }
    }

    private final List<Guest> guests = new ArrayList<>();
    private final List<String> news = new ArrayList<>();

    void enter(String nick, int idle) {
        guests.add(new Guest(nick, idle));
    }

    void leave(Guest guest) {
        guests.remove(guest);
        news.add(guest.nick + " left");
    }

    void sweep(int minutes) {
        for (Guest guest : guests) {
            if (guest.silentFor(minutes)) {
                leave(guest);
            }
        }
    }

    String present() {
        StringJoiner names = new StringJoiner(", ", "[", "]");
        guests.forEach(guest -> names.add(guest.nick));
        return names.toString();
    }

    public static void main(String[] args) {
        Lobby lobby = new Lobby();
        for (int i = 0; i + 1 < args.length; i += 2) {
            lobby.enter(args[i], Integer.parseInt(args[i + 1]));
        }
        lobby.sweep(30);
        System.out.println(lobby.present());
        lobby.news.forEach(System.out::println);
    }
}
