package access;

/** One request: `METHOD PATH STATUS BYTES`, parted by blanks. */
record LogLine(String method, String path, int status, long bytes) {

    static LogLine parse(String text) {
        String[] parts = text.trim().split("\\s+");
        int status = Integer.parseInt(parts[2]);
        return new LogLine(parts[0], parts[1], status, size(parts));
    }

    private static long size(String[] parts) {
        String last = parts[3];
        return last.equals("-") ? 0 : Long.parseLong(last);
    }
}
