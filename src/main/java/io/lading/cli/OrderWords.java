package io.lading.cli;

import io.lading.document.Address;
import io.lading.document.Delivery;
import io.lading.document.Document;
import io.lading.document.Item;
import io.lading.document.Line;
import io.lading.document.Moment;
import io.lading.document.Order;
import io.lading.document.Party;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A document in the words of the trade. */
final class OrderWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final int MOST_LINES = 12;

    private OrderWords() {}

    /** The first line is a headline. */
    static List<String> of(Document document) {
        List<String> lines =
                document instanceof Order order ? order(order) : List.of(document.type() + " " + document.number());
        return lines.stream().map(Printable::of).toList();
    }

    private static List<String> order(Order order) {
        List<String> lines = new ArrayList<>();
        lines.add(Stream.of(
                        "Purchase order " + order.number()
                                + (order.issued() == null ? "" : " of " + day(order.issued())),
                        order.purpose() == null ? null : "purpose " + order.purpose(),
                        order.kind(),
                        order.currency() == null ? null : "in " + order.currency())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", ")));
        addIfAny(lines, "from ", party(order.buyer()));
        addIfAny(lines, "", delivery(order.delivery()));
        for (Line line :
                order.lines().subList(0, Math.min(MOST_LINES, order.lines().size()))) {
            lines.add(line(line));
        }
        int more = order.lines().size() - MOST_LINES;
        if (more > 0) {
            lines.add("… " + more + " more");
        }
        BigDecimal total = total(order.lines());
        lines.add(order.lines().size()
                + (order.lines().size() == 1 ? " line" : " lines")
                + (total == null
                        ? ""
                        : ", " + money(total) + (order.currency() == null ? "" : " " + order.currency()) + " in all"));
        return lines;
    }

    private static void addIfAny(List<String> lines, String before, String text) {
        if (!text.isEmpty()) {
            lines.add(before + text);
        }
    }

    private static String delivery(@Nullable Delivery delivery) {
        if (delivery == null) {
            return "";
        }
        Moment when = Stream.of(delivery.requested(), delivery.latest(), delivery.earliest(), delivery.ship())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String to = party(delivery.party());
        String text = (when == null ? "" : " on " + day(when)) + (to.isEmpty() ? "" : " to " + to);
        return text.isEmpty() ? "" : "deliver" + text;
    }

    private static String party(@Nullable Party party) {
        if (party == null) {
            return "";
        }
        Address address = party.address();
        List<String> parts = new ArrayList<>();
        if (party.name() != null) {
            parts.add(party.name());
        }
        if (address != null) {
            parts.addAll(address.streets());
            parts.add(Stream.of(address.city(), address.region(), address.postalCode())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" ")));
        }
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(", "));
    }

    private static String line(Line line) {
        String quantity = line.quantity() == null ? "" : line.quantity().toPlainString();
        String unit = line.unit() == null ? "" : " " + line.unit();
        Item item = line.item();
        BigDecimal price = line.price() == null ? null : line.price().amount();
        return (Words.padded(line.number() == null ? "" : line.number(), 5)
                        + Words.padded(quantity + unit, 12)
                        + Words.padded(number(item), 26)
                        + (item == null || item.description() == null ? "" : item.description() + "  ")
                        + (price == null ? "" : "at " + price.toPlainString()))
                .stripTrailing();
    }

    private static String number(@Nullable Item item) {
        if (item == null) {
            return "";
        }
        if (item.gtin() != null) {
            return "GTIN " + item.gtin();
        }
        if (item.sellerItem() != null) {
            return "seller's " + item.sellerItem();
        }
        return item.buyerItem() == null ? "" : "buyer's " + item.buyerItem();
    }

    private static @Nullable BigDecimal total(List<Line> lines) {
        BigDecimal sum = null;
        for (Line line : lines) {
            BigDecimal price = line.price() == null ? null : line.price().amount();
            if (price != null && line.quantity() != null) {
                sum = (sum == null ? BigDecimal.ZERO : sum).add(price.multiply(line.quantity()));
            }
        }
        return sum;
    }

    static String money(BigDecimal amount) {
        return new DecimalFormat("#,##0.00##", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(amount);
    }

    private static String day(Moment moment) {
        return DAY.format(moment.date());
    }
}
