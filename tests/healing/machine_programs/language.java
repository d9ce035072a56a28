import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Tries the language's parts; each line says what it made. */
public class Main {
    interface Shape { double area(); default String told() { return name() + " " + area(); } String name(); }
    record Square(double side) implements Shape {
        Square { if (side < 0) throw new IllegalArgumentException("negative " + side); }
        public double area() { return side * side; }
        public String name() { return "square"; }
    }
    record Pair<A, B>(A first, B second) {
        static <T> Pair<T, T> twice(T one) { return new Pair<>(one, one); }
        <C> Pair<A, C> with(C other) { return new Pair<>(first, other); }
    }
    enum Color { RED("r"), GREEN("g") { @Override String code() { return "G!"; } }, BLUE("b");
        private final String code;
        Color(String code) { this.code = code; }
        String code() { return code; }
        static Color of(String word) { return valueOf(word.toUpperCase()); }
    }
    static abstract class Animal {
        protected final String name; static int made = 0; private int steps;
        { steps = 3; }
        Animal(String name) { this.name = name; made++; init(); }
        void init() {}
        abstract String sound();
        public String toString() { return name + " says " + sound() + " " + steps; }
    }
    static class Dog extends Animal {
        int tail = 1;
        Dog(String name) { super(name); }
        Dog() { this("rex"); }
        @Override void init() { tail = 5; }
        String sound() { return "wuff" + tail; }
    }
    class Inner { int seen = counter; int next() { return ++counter; } }
    int counter = 10;
    static final Map<String, Integer> TABLE = new LinkedHashMap<>();
    static { TABLE.put("one", 1); TABLE.put("two", 2); }
    static int sum(int... values) { int all = 0; for (int v : values) all += v; return all; }
    static String over(Object o) { return "object"; }
    static String over(String s) { return "string"; }
    static String over(int i) { return "int"; }
    static String over(long l) { return "long"; }
    static String over(Integer i) { return "Integer"; }
    static String over(double d) { return "double"; }
    static <T extends Comparable<T>> T best(List<T> all) { T found = all.get(0); for (T one : all) if (one.compareTo(found) > 0) found = one; return found; }
    static void say(Object... parts) { StringBuilder text = new StringBuilder(); for (Object part : parts) text.append(part).append(" | "); System.out.println(text); }
    static int fin() { try { return 1; } finally { System.out.println("finally"); } }
    static class Res implements AutoCloseable { final String n; Res(String n) { this.n = n; System.out.println("open " + n); } public void close() throws Exception { System.out.println("close " + n); if (n.equals("bad")) throw new IllegalStateException("close " + n); } }

    static void numbers() {
        int big = Integer.MAX_VALUE; big += 1; long wide = Integer.MAX_VALUE + 1L;
        say(big, wide, 7 / 2, -7 / 2, -7 % 3, 7.0 / 2, 1 / 3.0, 5 / 2 * 2.0);
        say(1_000_000 * 1_000_000, 1_000_000L * 1_000_000, 1 << 33, 1L << 33, -1 >>> 28, -16 >> 2);
        char c = 'a'; c++; c += 1; int code = c; say(c, code, c + 1, (char) (c + 1), 'a' + 'b', "" + 'a' + 'b');
        say((int) 3.99, (int) -3.99, (long) 1e19, (int) Double.NaN, (byte) 200, (short) 70000, (int) 'x');
        say(0.1 + 0.2, 100.0, 1e7, 1.0E-5, 123456789.0, 1.0f == 1.0, 3.0e10, 0.001, 1e-3 / 7, -0.0, 1e21);
        double d = 5; d /= 2; int i = 5; i *= 1.5; i -= 0.5; say(d, i, i++ + ++i, i--);
        Integer a = 127, b = 127; Long l = 5L; say(a == b, a.equals(b), l.equals(5), l.equals(5L), a.hashCode(), Long.hashCode(1L << 32), Double.hashCode(1.5), Boolean.hashCode(true));
        say(Math.max(1, 2L), Math.abs(-5), Math.round(2.5), Math.round(-2.5), Math.floorMod(-7, 3), Math.floorDiv(-7, 2), Math.pow(2, 10), Math.sqrt(2), Math.ceil(-0.5));
        say(Integer.compare(3, 5), Integer.toString(42), Long.parseLong("-9"), Double.parseDouble(" 1.50 "), Integer.parseInt("+7"), Integer.valueOf(3) + 1, Integer.parseInt("ff", 16), Integer.toBinaryString(10), Integer.toHexString(-1));
        say(true ? 1 : 2.0, true ? 'a' : 0, (Object) (false ? 1 : "x"), 5 & 3, 5 | 3, 5 ^ 3, ~5, true ^ false, true & false);
        final int k = 3; byte bb = 10; bb += 120; say(bb, k);
        long total = 0; for (int n = 0; n < 5; n++) total += n * 1_000_000_000; say(total);
    }
    static void texts() {
        String s = "Hello, World";
        say(s.length(), s.charAt(4), s.substring(7), s.substring(0, 5), s.indexOf("o"), s.indexOf('o', 5), s.lastIndexOf("o"), s.contains("World"), s.replace('l', 'L'), s.toUpperCase(), s.isEmpty(), " x ".trim() + "!", "  ".isBlank());
        say(Arrays.toString("a,b,,c,,".split(",")), Arrays.toString("a1b22c".split("\\d+")), Arrays.toString(" a  b".split(" ")), Arrays.toString("abc".split("")), Arrays.toString("x".split(",")), Arrays.toString("a:b:c".split(":", 2)), "".split(",").length, Arrays.toString("a|b".split("\\|")));
        say(String.join("-", "a", "b"), String.join(",", List.of("x", "y")), "ab".repeat(3), "b".compareTo("abc"), "apple".compareTo("apricot"), "A".equalsIgnoreCase("a"), "hello".hashCode(), "".hashCode(), "a\tb".length(), String.valueOf(3.0), "x".concat("y"));
        say(String.format("%5d|%-5s|%05d|%.2f|%,d|%x|%c|%b|%%|%s|%S", 42, "ab", 42, 3.14159, 1234567, 255, 'q', true, null, "up"), String.format("%8.3f|%+d|%3s|%-8s|", 2.5, 7, "long", "l"), String.format("%.0f %.1f %.2f", 0.5, 0.25, 1.005), String.format("%2$s %1$s", "a", "b"), String.format("%10s|%-10d|", true, 5L), "%d items".formatted(3));
        StringBuilder b = new StringBuilder("abc"); b.append(1).append('c').append(2.5).append(true).append((String) null).insert(0, "x").reverse(); say(b, b.length(), b.indexOf("c"), b.charAt(2)); b.setLength(3); b.deleteCharAt(0); say(b.toString());
        String n = null; say("null: " + n, n + "x", "a" + 1 + 2, 1 + 2 + "a", "c" + 'd' + 1); String t = "q"; t += 1; t += 'c'; t += 2.0; say(t);
        for (char c : "hey".toCharArray()) System.out.print(c + "."); System.out.println(); say(Character.isDigit('5'), Character.isLetter('x'), Character.toUpperCase('x'), Character.getNumericValue('7'), (int) Character.forDigit(3, 10) == 51 ? "t" : "f");
        say("a-b-c".chars().filter(c -> c == '-').count(), "text".chars().allMatch(Character::isLetter), "  lead".strip(), "x=y".indexOf('='), "tEst".toLowerCase(), "abcabc".replaceAll("b.", "#"), "a.b".replace(".", "!"), "abc".startsWith("ab"), "abc".endsWith("bc"), "line1\nline2".lines().count());
        String block = """
            Hi
              "there"
            """; System.out.print(block);
        say("\u00e9\ud83d\ude00".length(), "Grüße".toUpperCase());
    }
    static void flow() {
        outer: for (int i = 0; i < 4; i++) { for (int j = 0; j < 4; j++) { if (j == 2) continue outer; if (i == 2) break outer; System.out.print(i + "" + j + " "); } } System.out.println();
        int n = 0; do { n += 2; } while (n < 5); while (true) { if (n-- < 0) break; } say(n);
        for (int i = 0, j = 10; i < j; i += 3, j--) System.out.print(i * j + " "); System.out.println();
        for (String w : new String[] {"a", "two", "x"}) { switch (w) { case "a": System.out.print("A"); case "b": System.out.print("B"); break; case "two": { System.out.print("2"); break; } default: System.out.print("D"); } } System.out.println();
        int day = 3; String kind = switch (day) { case 1, 7 -> "end"; case 3 -> { String h = "mid"; yield h + "week"; } default -> "day"; }; say(kind);
        int old = switch (Color.GREEN) { case RED: yield 1; case GREEN: yield 2; default: yield 3; }; say(old);
        Object o = 5; if (o instanceof Integer i && i > 3) say("big", i); if (!(o instanceof String s)) say("no string"); else say(s.length());
        say(fin()); try { try { throw new IllegalStateException("a"); } finally { say("cleanup"); } } catch (IllegalStateException | UnsupportedOperationException e) { say(e.getMessage(), e); }
        try (Res one = new Res("one"); Res two = new Res("bad")) { say("body"); throw new RuntimeException("body"); } catch (Exception e) { say(e, e.getSuppressed().length, e.getSuppressed()[0]); }
        try { Object x = "s"; Integer bad = (Integer) x; } catch (ClassCastException e) { say(e.getMessage()); }
        try { throw new RuntimeException(new IllegalStateException("in")); } catch (RuntimeException e) { say(e.getMessage(), e.getCause().getMessage()); }
        try { int[] arr = {1}; arr[1]++; } catch (ArrayIndexOutOfBoundsException e) { say(e.getMessage()); }
        int[][] grid = new int[2][3]; grid[1][2] = 7; say(grid.length, grid[0].length, grid[1][2], Arrays.toString(grid[1])); int[] copy = grid[1].clone(); copy[0] = 9; say(grid[1][0], copy[0]); String[] names = new String[2]; say(names[0], names.length);
        synchronized (o) { say("alone"); } ; int x = 5; x = x++ + 1; say(x); boolean t = x > 3 || 1 / 0 > 0; say(t); int y; y = x = 4; say(y);
    }
    static void objects() {
        say(new Square(2).told(), new Square(1.5), new Square(1).equals(new Square(1)), new Square(3).hashCode() == new Square(3).hashCode());
        say(new Pair<>("a", 1), Pair.twice("x").with(2L), new Pair<>(1, null).hashCode(), new Pair<>("k", List.of(1)).equals(new Pair<>("k", List.of(1))));
        say(Color.GREEN.code(), Color.RED.code(), Color.of("blue"), Color.values().length, Color.BLUE.ordinal(), Color.RED.compareTo(Color.BLUE), Color.valueOf("RED") == Color.RED, Color.GREEN.name());
        say(new Dog(), new Dog("bob"), Animal.made, new Dog().getClass().getSimpleName(), new Dog() instanceof Animal);
        Main main = new Main(); Main.Inner inner = main.new Inner(); 
        say(sum(), sum(1), sum(1, 2, 3), sum(new int[] {4, 5}), over("s"), over(1), over(1L), over('c'), over(1.5), over((Object) "s"), over(Integer.valueOf(1)), over(1.5f));
        say(best(List.of(3, 9, 2)), best(Arrays.asList("b", "c", "a")), TABLE, main.counter);
        Comparator<String> byLength = new Comparator<>() { int calls = 0; @Override public int compare(String a, String b) { calls++; return a.length() - b.length(); } };
        List<String> words = new ArrayList<>(List.of("ccc", "a", "bb")); words.sort(byLength); say(words); Collections.sort(words, byLength.reversed()); say(words);
        int base = 10; Function<Integer, Integer> add = v -> v + base; BiFunction<Integer, Integer, Integer> mul = (p, q) -> p * q; Supplier<String> sup = () -> "sup"; Predicate<String> empty = String::isEmpty; UnaryOperator<String> up = String::toUpperCase;
        say(add.apply(5), add.andThen(v -> v * 2).apply(1), add.compose((Integer v) -> v * 2).apply(1), mul.apply(6, 7), sup.get(), empty.negate().test(""), up.apply("q"), empty.or(v -> v.length() > 2).test("abc"));
        Runnable run = () -> System.out.println("ran"); run.run(); Runnable[] runs = new Runnable[3]; for (int i = 0; i < 3; i++) { final int n = i; runs[i] = () -> System.out.print(n + " "); } for (Runnable r : runs) r.run(); System.out.println();
        class Local { final int v; Local(int v) { this.v = v; } int plus() { return v + base; } } say(new Local(5).plus());
        Iterable<Integer> three = () -> new Iterator<>() { int at = 0; public boolean hasNext() { return at < 3; } public Integer next() { return at++; } }; for (int v : three) System.out.print(v + ","); System.out.println();
        Object o = new Object[] {1}; say(o instanceof Object[], Objects.equals(null, null), Objects.hash(1, "a"), Objects.requireNonNullElse(null, "d"), Objects.toString(null));
        Optional<String> some = Optional.of("v"), none = Optional.empty(); say(some, none, some.map(String::length).orElse(0), none.isPresent(), none.orElseGet(() -> "else"), some.filter(v -> v.equals("w")).isEmpty()); some.ifPresent(v -> System.out.println("has " + v));
    }
    static void collections() {
        Map<String, Integer> counts = new HashMap<>(); for (String w : "the quick brown fox jumps over the lazy dog and the cat runs from the very hungry bear near a river".split(" ")) counts.merge(w, 1, Integer::sum); say(counts, counts.size()); counts.keySet().removeIf(k -> k.length() > 3); say(counts.keySet(), counts.values()); for (Map.Entry<String, Integer> e : counts.entrySet()) System.out.print(e.getKey() + "=" + e.getValue() + ";"); System.out.println();
        Map<Integer, String> nums = new HashMap<>(); for (int i = 0; i < 40; i += 7) nums.put(i * i, "v" + i); say(nums, nums.get(49), nums.getOrDefault(50, "none"), nums.containsKey(0), nums.remove(0), nums.putIfAbsent(1, "one"), nums.computeIfAbsent(2, k -> "two"), nums.computeIfPresent(2, (k, v) -> v + "!"), nums.compute(3, (k, v) -> v == null ? "new" : v));
        Map<String, List<Integer>> groups = new TreeMap<>(); for (int i = 0; i < 6; i++) groups.computeIfAbsent(i % 2 == 0 ? "even" : "odd", k -> new ArrayList<>()).add(i); say(groups); TreeMap<String, Integer> tree = new TreeMap<>(Comparator.reverseOrder()); tree.put("a", 1); tree.put("c", 3); tree.put("b", 2); say(tree, tree.firstKey(), tree.lastEntry().getValue());
    }
    static void lists() {
        List<Integer> list = new ArrayList<>(List.of(5, 3, 8, 1)); list.remove(1); list.remove(Integer.valueOf(8)); list.add(0, 9); list.set(1, 4); say(list, list.indexOf(1), list.contains(9), list.size()); Collections.sort(list); say(list, Collections.max(list), Collections.min(list)); Collections.reverse(list); say(list, list.subList(1, 3), list.equals(List.of(9, 4, 1)), list.hashCode());
        Iterator<Integer> it = list.iterator(); while (it.hasNext()) if (it.next() == 4) it.remove(); say(list); list.addAll(Arrays.asList(7, 6)); list.removeIf(v -> v > 8); list.replaceAll(v -> v * 10); say(list); list.forEach(v -> System.out.print(v + " ")); System.out.println(); Integer[] boxed = list.toArray(new Integer[0]); say(boxed.length, boxed[0]); int[] prim = list.stream().mapToInt(Integer::intValue).toArray(); say(prim[0]);
        Deque<String> deque = new ArrayDeque<>(); deque.push("a"); deque.addLast("b"); deque.offerFirst("c"); say(deque, deque.peek(), deque.pollLast(), deque.pop(), deque.size(), deque.peekFirst()); Queue<Integer> queue = new LinkedList<>(); queue.add(1); queue.offer(2); say(queue.poll(), queue.peek(), queue); PriorityQueue<Integer> heap = new PriorityQueue<>(List.of(5, 1, 4, 2)); say(heap, heap.poll(), heap.poll(), heap.peek());
        Set<String> set = new HashSet<>(List.of("pear", "apple", "fig", "kiwi")); say(set, set.add("fig"), set.add("plum"), set.remove("kiwi"), set.contains("pear"), set.size()); Set<Integer> sorted = new TreeSet<>(List.of(4, 2, 9)); say(sorted, ((TreeSet<Integer>) sorted).first(), ((TreeSet<Integer>) sorted).ceiling(5)); Set<String> linked = new LinkedHashSet<>(List.of("z", "a")); linked.retainAll(Set.of("a")); say(linked, set.containsAll(List.of("fig", "plum")));
        List<String> words = Arrays.asList("delta", "alpha", "charlie", "bravo"); words.sort(null); say(words); words.sort(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder())); say(words); words.sort(Comparator.comparingInt((String w) -> w.charAt(1)).reversed()); say(words); int[] arr = {3, 1, 2}; Arrays.sort(arr); say(Arrays.toString(arr), Arrays.stream(arr).sum(), Arrays.asList(1, 2).hashCode(), Arrays.copyOf(arr, 5).length, Arrays.equals(arr, new int[] {1, 2, 3})); int[] filled = new int[3]; Arrays.fill(filled, 7); say(filled[2]);
        Map<String, Integer> lru = new LinkedHashMap<>(16, 0.75f, true) { @Override protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) { return size() > 2; } }; lru.put("a", 1); lru.put("b", 2); lru.get("a"); lru.put("c", 3); say(lru);
    }
    static void streams() {
        List<String> words = List.of("pear", "fig", "apple", "fig", "kiwi");
        say(words.stream().filter(w -> w.length() > 3).map(String::toUpperCase).collect(Collectors.toList()), words.stream().distinct().sorted().collect(Collectors.joining(", ", "[", "]")), words.stream().mapToInt(String::length).sum(), words.stream().collect(Collectors.groupingBy(String::length)), words.stream().collect(Collectors.groupingBy(w -> w.charAt(0), TreeMap::new, Collectors.counting())));
        say(IntStream.rangeClosed(1, 5).map(v -> v * v).boxed().collect(Collectors.toList()), IntStream.range(0, 4).mapToObj(v -> "n" + v).toList(), Stream.of(1, 2, 3, 4).reduce(0, Integer::sum), Stream.of(3, 1, 2).max(Comparator.naturalOrder()).get(), words.stream().anyMatch("fig"::equals), words.stream().skip(1).limit(2).toList(), words.stream().mapToInt(String::length).average().getAsDouble(), words.stream().count());
        Map<String, Integer> lengths = words.stream().distinct().collect(Collectors.toMap(w -> w, String::length)); say(lengths, lengths.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(e -> e.getKey() + e.getValue()).collect(Collectors.joining(" ")), words.stream().collect(Collectors.partitioningBy(w -> w.length() > 3)), words.stream().min(Comparator.comparing(String::length)).get(), Stream.iterate(1, v -> v * 2).limit(6).toList(), words.stream().flatMap(w -> Stream.of(w, w + "!")).limit(3).toList(), words.stream().mapToDouble(w -> w.length() / 2.0).max().getAsDouble(), words.stream().map(w -> new Pair<>(w, w.length())).filter(p -> p.second() < 4).map(Pair::first).findFirst().orElse("none"));
    }
    static String handle(String line) {
        switch (line) {
            case "numbers": numbers(); break;
            case "texts": texts(); break;
            case "flow": flow(); break;
            case "objects": objects(); break;
            case "collections": collections(); break;
            case "lists": lists(); break;
            default: streams();
        }
        return "done " + line;
    }
    public static void main(String[] args) {
        for (String line : args) System.out.println(handle(line));
    }
}
