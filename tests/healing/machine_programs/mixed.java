import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

/** What services are made of. */
public class Main {
    static class DomainException extends Exception { final int code; DomainException(String message, int code) { super(message); this.code = code; } int getCode() { return code; } @Override public String getMessage() { return super.getMessage() + " (" + code + ")"; } }
    sealed interface Event permits Added, Removed {}
    record Added(String sku, int count) implements Event { Added(String sku) { this(sku, 1); } static int made = 0; }
    record Removed(String sku) implements Event {}
    static class Breaker { private int failures; private boolean open; <T> T call(Callable<T> work, T fallback) { if (open) return fallback; try { T found = work.call(); failures = 0; return found; } catch (Exception e) { failures++; if (failures >= 2) { open = true; } return fallback; } } }
    static class Cache<K, V> { private final Map<K, V> kept = new LinkedHashMap<>(); private final int budget; private final Function<K, V> make; Cache(int budget, Function<K, V> make) { this.budget = budget; this.make = make; } V get(K key) { V found = kept.get(key); if (found == null) { found = make.apply(key); kept.put(key, found); if (kept.size() > budget) { K eldest = kept.keySet().iterator().next(); kept.remove(eldest); } } return found; } int size() { return kept.size(); } }
    static <T, R> List<R> mapAll(Collection<? extends T> items, Function<? super T, ? extends R> change) { List<R> made = new ArrayList<>(); for (T item : items) made.add(change.apply(item)); return made; }
    static int check(int n) throws DomainException { if (n > 2) throw new DomainException("too many", n); return n; }
    static String describe(Event event) { if (event instanceof Added added && added.count() > 1) { return "many " + added.sku(); } else if (event instanceof Added a) { return "one " + a.sku(); } Removed removed = (Removed) event; return "gone " + removed.sku(); }
    static class Tree<T extends Comparable<T>> { T value; Tree<T> left, right; Tree(T value) { this.value = value; } void add(T more) { if (more.compareTo(value) < 0) { if (left == null) left = new Tree<>(more); else left.add(more); } else if (right == null) { right = new Tree<>(more); } else { right.add(more); } } void walk(Consumer<? super T> visit) { if (left != null) left.walk(visit); visit.accept(value); if (right != null) right.walk(visit); } }
    static class Account { private long cents; private final String owner; private final List<String> log = new LinkedList<>(); Account(String owner, long cents) { this.owner = owner; this.cents = cents; } synchronized void move(long by) { if (cents + by < 0) { throw new IllegalStateException(String.format("%s has %d, needs %d", owner, cents, -by)); } cents += by; log.add((by < 0 ? "-" : "+") + Math.abs(by)); } @Override public boolean equals(Object other) { return other instanceof Account && ((Account) other).owner.equals(owner); } @Override public int hashCode() { return Objects.hash(owner); } }
    static final int[] FIB = new int[20]; static { FIB[0] = FIB[1] = 1; for (int i = 2; i < FIB.length; i++) FIB[i] = FIB[i - 1] + FIB[i - 2]; }
    static int calls; static int next() { return ++calls; }
    static long gcd(long a, long b) { return b == 0 ? a : gcd(b, a % b); }
    enum Op implements IntBinaryOperator { PLUS("+") { public int applyAsInt(int a, int b) { return a + b; } }, TIMES("*") { public int applyAsInt(int a, int b) { return a * b; } }; final String sign; private static final Map<String, Op> BY = new HashMap<>(); static { for (Op op : values()) BY.put(op.sign, op); } Op(String sign) { this.sign = sign; } static Optional<Op> of(String sign) { return Optional.ofNullable(BY.get(sign)); } }
    static String handle(String line) {
        StringBuilder out = new StringBuilder();
        switch (line) {
            case "one": {
                try { for (int i = 0; i < 5; i++) out.append(check(i)).append(' '); } catch (DomainException e) { out.append(e.getMessage()).append(e.getCode()).append(e.code); } finally { out.append("!"); }
                for (Event e : List.of(new Added("a"), new Added("b", 4), new Removed("c"))) out.append(describe(e)).append(';');
                Breaker breaker = new Breaker(); for (int i = 0; i < 4; i++) { final int n = i; out.append(breaker.call(() -> 10 / (n % 2 == 0 ? 0 : n), -1)).append(','); } for (int i = 0; i < 2; i++) out.append(breaker.<Integer>call(() -> { throw new IOException("x"); }, 7));
                Cache<String, Integer> cache = new Cache<>(2, String::length); out.append(cache.get("abc") + cache.get("z")).append(cache.get("four")).append(cache.size());
                return out.toString();
            }
            case "two": {
                out.append(mapAll(List.of(1, 2, 3), n -> n * 1.5)).append(mapAll(Set.of("q"), s -> s + s)); Tree<String> tree = new Tree<>("m"); for (String w : "x c z a n".split(" ")) tree.add(w); List<String> seen = new ArrayList<>(); tree.walk(seen::add); out.append(seen); tree.walk(w -> out.append(w).append('.'));
                Account one = new Account("ann", 500), two = new Account("bob", 0); one.move(-200); two.move(200); try { one.move(-400); } catch (IllegalStateException e) { out.append(e.getMessage()); } out.append(one.cents).append(two.log).append(one.equals(new Account("ann", 1))); Map<Account, String> who = new HashMap<>(); who.put(one, "1"); who.put(new Account("ann", 9), "2"); out.append(who.size()).append(who.get(one));
                return out.append(FIB[19]).append(gcd(1071, 462)).append(Op.of("*").map(op -> op.applyAsInt(6, 7)).orElse(-1)).append(Op.of("?").isPresent()).append(Op.PLUS).toString();
            }
            case "three": {
                int[] counts = new int[26]; for (char c : "hello world".toCharArray()) if (c >= 'a' && c <= 'z') counts[c - 'a']++; for (int i = 0; i < 26; i++) if (counts[i] > 1) out.append((char) ('a' + i)).append(counts[i]);
                int i = 0; int[] a = new int[3]; a[i++] = i; a[i] = i++ + i; a[next() % 3] += next(); out.append(Arrays.toString(a)).append(i); long h = 0; for (char c : "hash".toCharArray()) h = h * 31 + c; out.append(h).append(h == "hash".hashCode()); h ^= h >>> 16; out.append(h & 0xFF);
                Integer boxed = 5; boxed++; boxed += 2; Integer other = null; int v = other != null ? other : 3; Long big = 7L; double avg = (double) boxed / 3; out.append(boxed).append(v).append(big + 1).append(avg).append(boxed == 8).append((Object) boxed == (Object) 9);
                String text = null; out.append(Objects.requireNonNullElse(text, "dflt")).append(text == null ? "nil" : text.length()); char grade = 85 >= 90 ? 'A' : 85 >= 80 ? 'B' : 'C'; out.append(grade); var map = new TreeMap<String, List<Integer>>(); map.computeIfAbsent("k", key -> new ArrayList<>()).add(4); map.computeIfAbsent("k", key -> new ArrayList<>()).add(5); for (var entry : map.entrySet()) { for (var n : entry.getValue()) out.append(entry.getKey()).append(n); }
                AtomicInteger counter = new AtomicInteger(); IntStream.range(0, 5).forEach(n -> counter.addAndGet(n)); out.append(counter.get()).append(counter.incrementAndGet()); int total = 0; for (int n : map.getOrDefault("none", List.of())) total += n; out.append(total); String joined = map.values().stream().flatMap(List::stream).map(String::valueOf).collect(Collectors.joining("+")); return out.append(joined).toString();
            }
            case "four": {
                ExecutorService pool = Executors.newFixedThreadPool(2); List<Future<Integer>> futures = new ArrayList<>(); for (int n = 1; n <= 3; n++) { final int k = n; futures.add(pool.submit(() -> k * k)); } int sum = 0; try { for (Future<Integer> f : futures) sum += f.get(); } catch (InterruptedException | ExecutionException e) { throw new RuntimeException(e); } pool.shutdown(); out.append(sum);
                CompletableFuture<String> all = CompletableFuture.supplyAsync(() -> 20).thenCombine(CompletableFuture.supplyAsync(() -> 22), Integer::sum).thenApply(n -> "n" + n).exceptionally(e -> "failed"); out.append(all.join()); out.append(CompletableFuture.<Integer>supplyAsync(() -> { throw new IllegalStateException("boom"); }).handle((value, error) -> error == null ? "ok" : error.getCause().getMessage()).join()); out.append(CompletableFuture.<Integer>supplyAsync(() -> { throw new IllegalStateException("boom"); }).exceptionally(e -> -1).join());
                try { CompletableFuture.supplyAsync(() -> 1 / 0).join(); } catch (CompletionException e) { out.append(e.getCause().getClass().getSimpleName()).append(e.getMessage()); } List<List<Integer>> nested = List.of(List.of(1), List.of(2, 3)); out.append(nested.stream().mapToInt(List::size).sum()).append(nested.get(1).get(1)); Map<Boolean, Long> parts = Stream.of(1, 2, 3).collect(Collectors.partitioningBy(n -> n > 1, Collectors.counting())); out.append(parts); List<Added> items = new ArrayList<>(List.of(new Added("b", 2), new Added("a", 2), new Added("c", 1))); items.sort(Comparator.comparing(Added::count).thenComparing(Added::sku)); out.append(items.get(0)).append(items.stream().map(Added::sku).toList()); items.sort(Comparator.comparingInt(Added::count).reversed()); out.append(items.get(0).sku()); Map<Integer, List<String>> grouped = items.stream().collect(Collectors.groupingBy(Added::count, TreeMap::new, Collectors.mapping(Added::sku, Collectors.toList()))); int summed = items.stream().collect(Collectors.summingInt(Added::count)); return out.append(grouped).append(summed).append(items.stream().max(Comparator.comparing(Added::sku)).map(Added::sku).orElse("")).toString();
            }
            case "five": {
                List<Integer> list = new ArrayList<>(); for (int n = 0; n < 6; n++) list.add(n); for (Iterator<Integer> it = list.iterator(); it.hasNext(); ) { if (it.next() % 2 == 0) { it.remove(); } } out.append(list); ListIterator<Integer> none = null; List<Integer> copy = List.copyOf(list); try { copy.add(1); } catch (UnsupportedOperationException e) { out.append(e.getMessage()); } Object[] objects = {1, "two", 3.0, 'c', 4L, null, true}; for (Object o : objects) { String told = o instanceof Integer ? "I" : o instanceof String s && !s.isEmpty() ? s : o instanceof Double d ? "D" + d : o instanceof Character ? "C" : o == null ? "N" : o.getClass().getName(); out.append(told).append(' '); }
                String[] words = "b,a,c".split(","); Arrays.sort(words, Collections.reverseOrder()); out.append(String.join("", words)); List<String> fixed = Arrays.asList(words); fixed.set(0, "z"); out.append(words[0]).append(Collections.frequency(fixed, "z")).append(String.format("%-6s|%6.2f|%03d", "ab", 3.14159, 7)); BiConsumer<String, Integer> show = (k, n) -> out.append(k).append(n); show.andThen((k, n) -> out.append("~")).accept("x", 1); int x = 7; x <<= 2; x |= 1; x ^= 5; x >>= 1; x %= 9; out.append(x); long l = Integer.MIN_VALUE; l = -l; out.append(l).append(Math.abs(Integer.MIN_VALUE)).append((int) 3e10).append((char) 97).append((int) 'z').append(5 / 2.0f > 2.4); StringBuilder sb = new StringBuilder(); for (String w : words) { if (sb.length() > 0) sb.append(", "); sb.append(w); } return out.append(sb).toString();
            }
            default:
                return "?";
        }
    }
    public static void main(String[] args) { for (String line : args) System.out.println(handle(line)); }
}
