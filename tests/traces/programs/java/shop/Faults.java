package shop;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class Faults {
    private static final Map<String, Runnable> ALL = new TreeMap<>();

    static {
        ALL.put("null_pointer", () -> System.out.println(length(null)));
        ALL.put("unboxed_null", () -> new Stock().new Shelf().take("pen"));
        ALL.put("array_index", () -> System.out.println(new int[] {1, 2}[5]));
        ALL.put("class_cast", Faults::classCast);
        ALL.put("number_format", () -> Stock.parse("many"));
        ALL.put("modified", Faults::modified);
        ALL.put("arithmetic", () -> System.out.println(share(7, 0)));
        ALL.put("no_element", Faults::noElement);
        ALL.put("unsupported", () -> List.of(1).add(2));
        ALL.put("caused_by", () -> Stock.load("pen"));
        ALL.put("caused_twice", Faults::causedTwice);
        ALL.put("suppressed", Faults::suppressed);
        ALL.put("initializer", () -> System.out.println(Limits.MOST));
        ALL.put("stack_overflow", () -> Stock.depth(0));
        ALL.put("constructor", () -> new Stock.Price(-1));
        ALL.put("reflection", Faults::reflection);
        ALL.put("executor", Faults::executor);
        ALL.put("named_thread", Faults::namedThread);
        ALL.put("stream", Faults::stream);
        ALL.put("many_lines", Faults::manyLines);
        ALL.put("no_message", Faults::noMessage);
        ALL.put("printed", Faults::printed);
        ALL.put("anonymous", Faults::anonymous);
    }

    static Runnable named(String name) {
        return ALL.get(name);
    }

    static int length(String text) {
        return text.length();
    }

    static void classCast() {
        Object item = "pen";
        Integer count = (Integer) item;
        System.out.println(count);
    }

    static void modified() {
        List<Integer> counts = new ArrayList<>(List.of(1, 2, 3));
        for (Integer count : counts) {
            counts.remove(count);
        }
    }

    static int share(int count, int buyers) {
        return count / buyers;
    }

    static void noElement() {
        Iterator<String> items = List.<String>of().iterator();
        items.next();
    }

    static void causedTwice() {
        try {
            Stock.load("gift");
        } catch (Stock.OutOfStock error) {
            throw new IllegalStateException("cannot ship", error);
        }
    }

    static void suppressed() {
        Stock stock = new Stock();
        try (Stock.Shelf shelf = stock.new Shelf()) {
            shelf.take("pen");
        }
    }

    static void reflection() {
        try {
            Faults.class.getDeclaredMethod("length", String.class).invoke(null, (Object) null);
        } catch (ReflectiveOperationException error) {
            throw new RuntimeException(error);
        }
    }

    static void executor() {
        ExecutorService workers = Executors.newFixedThreadPool(1);
        Future<Integer> answer = workers.submit(() -> share(1, 0));
        workers.shutdown();
        try {
            answer.get();
        } catch (InterruptedException | ExecutionException error) {
            throw new IllegalStateException("the worker failed", error);
        }
    }

    static void namedThread() {
        new Thread(() -> length(null), "worker \"seven\"").start();
    }

    static void stream() {
        List.of("1", "x").stream().map(Stock::parse).forEach(count -> {});
    }

    static void manyLines() {
        throw new IllegalArgumentException("two things are wrong:\n  - the price\n  - the count");
    }

    static void noMessage() {
        throw new AssertionError();
    }

    static void printed() {
        try {
            Stock.load("pen");
        } catch (Stock.OutOfStock error) {
            error.printStackTrace();
        }
    }

    static void anonymous() {
        new Object() {
            void run() {
                length(null);
            }
        }.run();
    }
}
