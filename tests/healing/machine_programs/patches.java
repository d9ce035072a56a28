import java.util.*;
import java.util.stream.*;
/** Forms that patches use. */
public class Main {
    static final class Limits { private Limits() {} static final int MOST = 3; static final Map<String, Integer> RATES = Map.of("a", 1, "b", 2); static boolean isKnown(String k) { return RATES.containsKey(k); } }
    interface Store { Optional<Integer> find(String key); default int findOr(String key, int other) { return find(key).orElse(other); } static Store of(Map<String, Integer> m) { return key -> Optional.ofNullable(m.get(key)); } }
    static class Ring<T> implements Iterable<T> { private final Deque<T> items = new ArrayDeque<>(); private final int size; Ring(int size) { if (size <= 0) { throw new IllegalArgumentException("size must be positive, was " + size); } this.size = size; } void add(T item) { if (items.size() == size) { items.removeFirst(); } items.addLast(item); } @Override public Iterator<T> iterator() { return items.iterator(); } T last() { return Objects.requireNonNull(items.peekLast(), () -> "empty ring of " + size); } }
    static int retry(int attempts) { int tries = 0; RuntimeException last = null; while (tries < attempts) { tries++; try { if (tries < 3) { throw new IllegalStateException("try " + tries); } return tries; } catch (IllegalStateException e) { last = e; if (tries == attempts) break; } finally { tries += 0; } } throw new RuntimeException("gave up after " + tries, last); }
    static String safe(List<String> words, int at) { return words != null && at >= 0 && at < words.size() && words.get(at) != null ? words.get(at) : "none"; }
    static Integer parse(String w) { try { return Integer.valueOf(w); } catch (NumberFormatException ignored) { return null; } }
    static String guard(Object o) { if (o == null) return "error null"; if (o instanceof List<?> list) return "list " + list.size(); if (o instanceof Map<?, ?> map && !map.isEmpty()) return "map " + map.size(); return o.toString(); }
    static String handle(String line) {
        String[] words = line.split("_");
        switch (words[0]) {
            case "a": { Store s = Store.of(Limits.RATES); return s.findOr("a", 9) + " " + s.findOr("z", 9) + Limits.isKnown("b") + Limits.MOST; }
            case "b": { Ring<String> ring = new Ring<>(2); for (String w : List.of("x", "y", "z")) ring.add(w); StringBuilder t = new StringBuilder(); for (String w : ring) t.append(w); return t + ring.last(); }
            case "c": return "" + new Ring<Integer>(4).last();
            case "d": return "" + retry(5) + retry(2);
            case "e": return safe(List.of("p"), 0) + safe(null, 1) + safe(Arrays.asList("q", null), 1) + parse("7") + parse("x") + guard(null) + guard(List.of(1)) + guard(Map.of("k", 1)) + guard(5);
            case "f": { int rate = Optional.ofNullable(Limits.RATES.get("zz")).orElseThrow(() -> new IllegalArgumentException("no rate for zz")); return "" + rate; }
            case "g": { Map<String, Integer> m = new HashMap<>(Limits.RATES); m.entrySet().removeIf(e -> e.getValue() > 1); m.replaceAll((k, v) -> v + 1); m.put("c", m.getOrDefault("c", 0) + 5); Integer old = m.put("c", 1); return m.toString() + old + m.equals(Map.of("a", 2, "c", 1)); }
            case "h": { List<Integer> l = new ArrayList<>(List.of(3, 1, 2)); for (int i = l.size() - 1; i >= 0; i--) if (l.get(i) == 1) l.remove(i); Integer gone = 3; l.remove(gone); l.remove((Object) 9); List<Integer> s = new ArrayList<>(l.subList(0, 1)); s.addAll(0, List.of(7, 8)); return "" + l + s; }
            case "i": { String t = words.length > 1 ? words[1] : ""; return t.isEmpty() ? "empty" : Character.toUpperCase(t.charAt(0)) + t.substring(1); }
            case "j": { double[] d = {1.5, 2.5}; double sum = 0; for (double v : d) sum += v; long count = Arrays.stream(d).filter(v -> v > 2).count(); return sum / d.length + " " + count + " " + Math.round(sum / d.length * 100) / 100.0 + String.format(Locale.ROOT, " %.1f%%", 12.35); }
            case "k": { List<int[]> pairs = new ArrayList<>(); pairs.add(new int[] {1, 2}); int[][] grid = {{1}, {2, 3}}; int t = 0; for (int[] row : grid) for (int v : row) t += v; return pairs.get(0)[1] + " " + t + grid[1].length; }
            case "l": { Integer n = parse("q"); if (n == null || n < 0) { throw new IllegalArgumentException("bad number q"); } return "" + n; }
            case "m": { StringBuilder sb = new StringBuilder(); new TreeMap<>(Map.of("k", 1, "j", 2)).forEach((k, v) -> sb.append(k).append('=').append(v).append(';')); return sb.substring(0, sb.length() - 1); }
            case "n": { Object lock = new Object(); synchronized (lock) { int[] box = {0}; Runnable r = () -> box[0]++; r.run(); r.run(); return "" + box[0]; } }
            case "o": { List<String> out = new ArrayList<>(); int i = 0; while (true) { i++; if (i % 2 == 0) continue; if (i > 7) break; out.add(String.valueOf(i)); } return String.join("/", out) + Stream.of("b", "a").sorted(Comparator.reverseOrder()).collect(Collectors.toList()) + IntStream.of(3, 4).max().getAsInt() + Collections.unmodifiableList(out).get(0); }
            case "p": { Map<String, Integer> m = new HashMap<>(); String k = null; m.put(k, 1); int v = m.get(null); return "" + v + m.get("x"); }
            case "q": { Map<String, Integer> m = new HashMap<>(); return "" + (m.get("x") == null ? 0 : m.get("x")) + (m.containsKey("y") ? m.get("y") : -1); }
            case "r": { int v = words.length > 5 ? 1 : Limits.RATES.get("none"); return "" + v; }
            case "s": { Integer v = words.length > 5 ? 1 : Limits.RATES.get("none"); return "" + v; }
            default: { long start = 5L; int shift = (int) (start * 2); return "" + shift + (start > 3 ? "y" : "n") + (char) ('a' + shift); }
        }
    }
    public static void main(String[] args) { for (String line : args) System.out.println(handle(line)); }
}
