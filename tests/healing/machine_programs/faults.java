import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.stream.*;

/** One error a request. */
public class Main {
    static class Node { Node next; int value; int[] cells; String name; Integer box; static Node head; Node(int v) { value = v; } Node next() { return next; } String name() { return name; } Integer box() { return box; } boolean flag; }
    record Item(String name, Integer price) { int total(int n) { return price * n; } }
    enum Kind { A, B }
    static class Bad extends RuntimeException { Bad(String m, Throwable c) { super("bad " + m, c); } }
    static class Deep { Node node = new Node(1); int[][] grid = new int[2][]; Node[] nodes = new Node[2]; }
    static class Counter { private final Map<String, Integer> counts = new HashMap<>(); int of(String k) { return counts.get(k); } }
    static class Lazy { static final int SIZE = Integer.parseInt("x1"); }
    static class Fussy { final int v; Fussy(int v) { check(v); this.v = v; } private static void check(int v) { if (v < 0) throw new IllegalArgumentException("v " + v); } }
    static class Sub extends Fussy { int[] a = new int[v]; int q = a[v]; Sub(int v) { super(v); } }
    static int depth(int n) { return n == 0 ? Integer.parseInt("z") : depth(n - 1); }
    static Node find(String name) { return null; }
    static String handle(String line) {
        Node node = new Node(3); Deep deep = new Deep(); String none = null; List<Item> items = new ArrayList<>(List.of(new Item("a", 1), new Item("b", null)));
        Map<String, Integer> map = new TreeMap<>(); int[] numbers = {1, 2}; Object thing = "text"; List<String> names = new ArrayList<>(Arrays.asList("x", null)); int index = 5; long two = 2;
        switch (line) {
            case "a": return node.next.name;
            case "b": return node.next().name();
            case "c": return "" + node.cells[0];
            case "d": node.cells[index] = 3; return "";
            case "e": return "" + deep.grid[1][index - 4];
            case "f": return deep.nodes[1].name();
            case "g": return node.name.trim();
            case "h": return "" + (node.box + 1);
            case "i": { int v = node.box(); return "" + v; }
            case "j": return Node.head.name;
            case "k": return find(line).name;
            case "l": return "" + items.get(1).total(2);
            case "m": return "" + items.stream().mapToInt(Item::price).sum();
            case "n": return "" + items.stream().map(i -> i.price() + 1).toList();
            case "o": return "" + items.stream().filter(i -> i.name().equals("b")).map(i -> i.price().toString()).collect(Collectors.toList());
            case "p": return "" + new Counter().of("k");
            case "q": node.next.value = 4; return "";
            case "r": node.next.value++; return "";
            case "s": return names.get(1).toUpperCase();
            case "t": for (String s : names) { if (s.length() == 9) return s; } return "";
            case "u": { for (int v : node.cells) return "" + v; return ""; }
            case "v": { Kind kind = null; switch (kind) { case A: return "a"; default: return "b"; } }
            case "w": { String s = node.name; return switch (s) { case "x" -> "y"; default -> "z"; }; }
            case "x": return "" + numbers[index];
            case "y": return "" + numbers[numbers.length];
            case "z": return "" + 10 / (numbers.length - two);
            case "aa": return "" + (Integer) thing;
            case "ab": { Node n = (Node) thing; return n.name; }
            case "ac": { Object o = node; return (String) o; }
            case "ad": return "" + (Kind) (Object) node;
            case "ae": throw new Bad("one", new IllegalStateException("cause", new RuntimeException("root")));
            case "af": try { return "" + depth(2); } catch (NumberFormatException e) { throw new Bad(e.getMessage(), e); }
            case "ag": return "" + Lazy.SIZE;
            case "ah": return "" + new Fussy(-1).v;
            case "ai": return "" + new Sub(2).q;
            case "aj": { Supplier<String> s = () -> none.trim(); return s.get(); }
            case "ak": { Function<Integer, Function<Integer, Integer>> f = a -> b -> a / b; return "" + f.apply(1).apply(0); }
            case "al": { Runnable r = new Runnable() { public void run() { throw new UnsupportedOperationException("no"); } }; r.run(); return ""; }
            case "am": return CompletableFuture.supplyAsync(() -> depth(0)).thenApply(v -> "v" + v).join();
            case "an": try { return "" + CompletableFuture.supplyAsync(() -> depth(0)).get(); } catch (InterruptedException | ExecutionException e) { throw new IllegalStateException(e); }
            case "ao": { for (String n : names) { names.add("y"); } return ""; }
            case "ap": { Iterator<String> it = names.iterator(); it.next(); it.next(); return it.next(); }
            case "aq": map.computeIfAbsent("k", k -> Integer.parseInt(k)); return "";
            case "ar": names.sort(Comparator.comparing(String::length)); return "";
            case "as": { List<Integer> l = List.of(1, 2, 3); l.set(0, 4); return ""; }
            case "at": return Kind.valueOf("C").name();
            case "au": return String.format("%d", "x");
            case "av": return String.format("%s %s", "x");
            case "aw": try { throw new IllegalStateException("first"); } finally { numbers[2] = 1; }
            case "ax": { Exception e = new RuntimeException("main"); e.addSuppressed(new IllegalStateException("side")); throw (RuntimeException) e; }
            case "ay": { int sum = 0; sum += map.get("q"); return "" + sum; }
            case "az": { double d = map.get("q"); return "" + d; }
            case "ba": { boolean b = (Boolean) null; return "" + b; }
            case "bb": if (map.get("q") > 3) return "x"; return "";
            case "bc": { Map<String, Map<String, Long>> m = new HashMap<>(); return "" + m.get("a").get("b"); }
            case "bd": return "" + names.get(2);
            case "be": return "" + Optional.empty().orElseThrow();
            case "bf": return Optional.<String>empty().orElseThrow(() -> new Bad("empty", null));
            case "bg": return "abc".substring(2, 1) + "x";
            case "bh": return names
                    .get(0)
                    .concat("y")
                    .substring(5);
            case "bi": { String r = "a"
                    + none
                    + depth(
                        1); return r; }
            case "bj": return "" + Objects.requireNonNull(node.next, "next is missing").value;
            case "bk": { char c = none.charAt(0); return "" + c; }
            case "bl": synchronized (node.name) { return ""; }
            case "bm": return "" + none.length() + two;
            case "bn": { Integer[] boxes = new Integer[2]; int v = boxes[1]; return "" + v; }
            case "bo": return "" + ((Node) null).value;
            case "bp": { var list = new LinkedList<String>(); return list.removeFirst(); }
            case "bq": return new ArrayDeque<String>().pop();
            case "br": { String s = true ? none : "x"; return s.strip(); }
            case "bs": return "" + (node.next == null ? node.next : node).value;
            case "bt": throw null;
            case "bu": { Node[] grid = null; return grid[0].name; }
            case "bv": return "" + Stream.of("1", "x").map(Integer::parseInt).toList();
            case "bw": { List<Item> l = new ArrayList<>(items); l.forEach(i -> i.total(1)); return ""; }
            case "bx": return "" + Long.parseLong("12a") + Double.parseDouble("");
            case "by": node.flag = node.next.flag; return "";
            case "bz": { Set<Object> s = new TreeSet<>(); s.add(new Node(1)); return ""; }
            default: return "" + Math.addExact(Integer.MAX_VALUE, 1);
        }
    }
    public static void main(String[] args) {
        for (String line : args) {
            System.out.println(handle(line));
        }
    }
}
