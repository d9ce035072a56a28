package catalog;

import java.util.ArrayList;
import java.util.List;

/** Usage: Browse HEIGHT TITLE... */
public final class Browse {
    private Browse() {}

    public static void main(String[] args) {
        int height = Integer.parseInt(args[0]);
        List<String> titles = new ArrayList<>(List.of(args).subList(1, args.length));
        titles.sort(String::compareToIgnoreCase);
        show(new Pager<>(titles, height));
    }

    private static void show(Pager<String> pager) {
        int pages = pager.pages();
        for (int i = 0; i < pages; i++) {
            System.out.println("page " + (i + 1) + "/" + pages + " " + pager.page(i));
        }
    }
}
