package io.lading.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One made-up purchase order, the same for the same seed and number, whatever syntax it is written in. */
record SampleOrder(
        String number,
        String issued,
        String shipped,
        String department,
        String vendor,
        String contact,
        String phone,
        List<Party> parties,
        List<Line> lines) {

    /** @param role the X12 entity code: BY buyer, ST ship to, SU supplier, BT bill to */
    record Party(String role, String name, String gln, String street, City city) {}

    record City(String name, String state, String postalCode) {}

    record Line(
            int number,
            int quantity,
            Unit unit,
            int cents,
            String gtin,
            String sellerItem,
            String buyerItem,
            String text) {
        long amountCents() {
            return (long) quantity * cents;
        }

        String price() {
            return cents / 100 + "." + padded(cents % 100, 2);
        }
    }

    /** The same unit of measure in both code lists. */
    record Unit(String x12, String edifact) {}

    /** The wrong month of {@link Defect#BAD_DATE}. */
    static final String IMPOSSIBLE_DATE = "20261399";

    /** Longer than either standard allows, for {@link Defect#TOO_LONG}. */
    static final int TOO_LONG = 60;

    private static final long SEED_STRIDE = 1000003;
    private static final List<String> ROLES = List.of("BY", "ST", "SU", "BT");
    private static final List<City> CITIES = List.of(
            new City("COLUMBUS", "OH", "43215"),
            new City("AUSTIN", "TX", "78701"),
            new City("RENO", "NV", "89501"),
            new City("TACOMA", "WA", "98402"),
            new City("DAYTON", "OH", "45402"),
            new City("BOISE", "ID", "83702"),
            new City("TULSA", "OK", "74103"),
            new City("OMAHA", "NE", "68102"));
    private static final List<String> STREETS =
            List.of("MARKET STREET", "HARBOR ROAD", "INDUSTRIAL PARKWAY", "MILL LANE", "DEPOT AVENUE");
    private static final List<String> NAMES =
            List.of("NORTHWIND STORES", "LAKESIDE HARDWARE", "SUMMIT GROCERS", "DELTA OUTFITTERS", "PRAIRIE MARKET");
    private static final List<String> PEOPLE =
            List.of("JANE MILLER", "OMAR HADDAD", "LI WEI", "ANA SOUSA", "TOM BAKER");
    private static final List<String> GOODS = List.of(
            "STEEL BRACKET 40 MM",
            "COTTON SHIRT BLUE L",
            "LED LAMP 9W E27",
            "GARDEN HOSE 20 M",
            "COFFEE BEANS 1 KG",
            "PAPER A4 500 SHEETS",
            "CORDLESS DRILL 18 V",
            "PAINT WHITE 5 L");
    private static final List<Unit> UNITS = List.of(new Unit("EA", "PCE"), new Unit("CA", "CT"), new Unit("DZ", "DZN"));

    /** The order of this number; the draws keep their sequence for ever, for other programs make them alike. */
    static SampleOrder make(long seed, long number, int lines) {
        RepeatableRandom random = new RepeatableRandom(seed * SEED_STRIDE + number);
        return new SampleOrder(
                numberOf(number),
                "202610" + padded(1 + random.below(28), 2),
                "202611" + padded(1 + random.below(28), 2),
                padded(random.below(10_000), 4),
                padded(random.below(1_000_000), 6),
                random.pick(PEOPLE),
                "614555" + padded(random.below(10_000), 4),
                parties(random),
                lines(random, lines));
    }

    static String numberOf(long number) {
        return "PO" + padded(number, 8);
    }

    /** The number as it is written: spoiled where the defect asks for it. */
    String number(Defect defect) {
        return defect == Defect.TOO_LONG ? number + "X".repeat(TOO_LONG - number.length()) : number;
    }

    String issued(Defect defect) {
        return defect == Defect.BAD_DATE ? IMPOSSIBLE_DATE : issued;
    }

    /** A letter O where a zero belongs, in the first line. */
    String quantity(Line line, Defect defect) {
        return defect == Defect.BAD_NUMBER && line.number() == 1 ? "1O" : Integer.toString(line.quantity());
    }

    long quantity() {
        return lines.stream().mapToLong(Line::quantity).sum();
    }

    long amountCents() {
        return lines.stream().mapToLong(Line::amountCents).sum();
    }

    private static List<Party> parties(RepeatableRandom random) {
        List<Party> parties = new ArrayList<>();
        for (String role : ROLES) {
            City city = random.pick(CITIES);
            String name = random.pick(NAMES);
            String gln = ean13(random);
            String street = 1 + random.below(9999) + " " + random.pick(STREETS);
            parties.add(new Party(role, name, gln, street, city));
        }
        return parties;
    }

    private static List<Line> lines(RepeatableRandom random, int count) {
        List<Line> lines = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Unit unit = random.pick(UNITS);
            int quantity = 1 + random.below(500);
            int cents = 25 + random.below(99_975);
            String gtin = ean13(random);
            String sellerItem = "V" + padded(random.below(10_000_000), 7);
            String buyerItem = "B" + padded(random.below(1_000_000), 6);
            lines.add(new Line(number, quantity, unit, cents, gtin, sellerItem, buyerItem, random.pick(GOODS)));
        }
        return lines;
    }

    /** Thirteen digits with prefix 40 and GS1's check digit: weights 1 and 3 in turn. */
    private static String ean13(RepeatableRandom random) {
        StringBuilder digits = new StringBuilder("40");
        int sum = 4;
        for (int place = 2; place < 12; place++) {
            int digit = random.below(10);
            digits.append(digit);
            sum += place % 2 == 0 ? digit : 3 * digit;
        }
        return digits.append((10 - sum % 10) % 10).toString();
    }

    private static String padded(long value, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", value);
    }
}
