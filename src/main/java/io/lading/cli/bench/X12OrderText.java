package io.lading.cli.bench;

import io.lading.cli.bench.SampleOrder.Line;
import io.lading.cli.bench.SampleOrder.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes sample orders as X12 850 in release 004010. */
final class X12OrderText implements OrderText {
    private static final int WRONG_BY = 3;

    private final WorkloadOptions options;

    X12OrderText(WorkloadOptions options) {
        this.options = options;
    }

    @Override
    public String extension() {
        return "x12";
    }

    @Override
    public List<String> header(long controlNumber) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "ISA*00*          *00*          *ZZ*%-15s*ZZ*%-15s*261001*1200*U*00401*%09d*%d*P*>",
                        options.sender(),
                        options.receiver(),
                        controlNumber,
                        options.acknowledge() ? 1 : 0),
                "GS*PO*" + options.sender() + "*" + options.receiver() + "*20261001*1200*" + controlNumber
                        + "*X*004010");
    }

    @Override
    public List<String> order(SampleOrder order, int position, Defect defect) {
        List<String> segments = new ArrayList<>();
        segments.add(String.format(Locale.ROOT, "ST*850*%04d", position));
        if (defect != Defect.MISSING) {
            segments.add("BEG*00*SA*" + order.number(defect) + "**" + order.issued(defect));
        }
        String contact = "PER*BD*" + order.contact() + "*TE*" + order.phone();
        segments.add("CUR*BY*USD");
        segments.add("REF*DP*" + order.department());
        segments.add("REF*IA*" + order.vendor());
        segments.add(contact);
        segments.add("DTM*002*" + order.shipped());
        segments.add("DTM*063*" + order.shipped());
        if (defect == Defect.UNKNOWN) {
            segments.add("ZZZ*1*2");
        }
        order.parties().forEach(party -> addParty(party, contact, segments));
        order.lines().forEach(line -> addLine(order, line, defect, segments));
        segments.add("CTT*" + order.lines().size() + "*" + order.quantity());
        int count = segments.size() + 1;
        segments.add(String.format(
                Locale.ROOT,
                "SE*%d*%04d",
                defect == Defect.COUNT ? count + WRONG_BY : count,
                defect == Defect.CONTROL ? position + 1 : position));
        return segments;
    }

    private static void addParty(Party party, String contact, List<String> segments) {
        segments.add("N1*" + party.role() + "*" + party.name() + "*UL*" + party.gln());
        segments.add("N3*" + party.street());
        segments.add("N4*" + party.city().name() + "*" + party.city().state() + "*"
                + party.city().postalCode() + "*US");
        if (party.role().equals("BY")) {
            segments.add(contact);
        }
    }

    private static void addLine(SampleOrder order, Line line, Defect defect, List<String> segments) {
        // UP is the twelve-digit code: the thirteen digits without the first.
        segments.add("PO1*" + line.number() + "*" + order.quantity(line, defect) + "*"
                + line.unit().x12() + "*" + line.price() + "**UP*" + line.gtin().substring(1) + "*VN*"
                + line.sellerItem() + "*IN*" + line.buyerItem());
        segments.add("PID*F****" + line.text());
    }

    @Override
    public List<String> trailer(int orders, long controlNumber) {
        return List.of("GE*" + orders + "*" + controlNumber, String.format(Locale.ROOT, "IEA*1*%09d", controlNumber));
    }

    @Override
    public char terminator() {
        return '~';
    }
}
