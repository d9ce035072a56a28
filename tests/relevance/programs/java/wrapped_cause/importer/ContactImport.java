package importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

public final class ContactImport {
    /** The columns of a line: name, mail and, where somebody gave it, a phone. */
    record Contact(String name, String mail, String phone) {
        String key() {
            return mail.toLowerCase(Locale.ROOT);
        }

        boolean reachable() {
            return phone.startsWith("+");
        }
    }

    private final List<Contact> contacts = new ArrayList<>();

    void read(Scanner in) throws ImportException {
        int line = 0;
        while (in.hasNextLine()) {
            line++;
            try {
                accept(in.nextLine());
            } catch (RuntimeException e) {
                throw new ImportException(line, e);
            }
        }
    }

    private void accept(String text) {
        String[] cells = text.split(";");
        Contact contact = new Contact(cells[0], cells[1], cells.length > 2 ? cells[2] : null);
        if (contacts.stream().noneMatch(known -> known.key().equals(contact.key()))) {
            contacts.add(contact);
        }
        System.out.println(contact.name() + (contact.reachable() ? " by phone" : " by mail"));
    }

    public static void main(String[] args) throws ImportException {
        ContactImport job = new ContactImport();
        job.read(new Scanner(System.in));
        System.out.println(job.contacts.size() + " contacts");
    }
}
