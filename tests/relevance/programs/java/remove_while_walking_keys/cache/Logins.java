package cache;

public final class Logins {
    public static void main(String[] args) {
        Sessions sessions = new Sessions();
        for (String arg : args) {
            int at = arg.indexOf('@');
            sessions.login(arg.substring(0, at), Integer.parseInt(arg.substring(at + 1)));
        }
        System.out.println("active: " + sessions.active());
    }
}
