package io.lading.cli.bench;

import io.lading.cli.bench.SampleOrder.Line;
import io.lading.cli.bench.SampleOrder.Party;
import java.util.ArrayList;
import java.util.List;

/** Writes sample orders as EDIFACT ORDERS in directory D.96A. */
final class EdifactOrderText implements OrderText {
    private static final int WRONG_BY = 3;

    private final WorkloadOptions options;

    EdifactOrderText(WorkloadOptions options) {
        this.options = options;
    }

    @Override
    public String extension() {
        return "edi";
    }

    @Override
    public List<String> header(long controlNumber) {
        String wanted = options.acknowledge() ? "++++1" : "";
        // UNA without its terminator, which every segment gets: its last character is the terminator itself.
        return List.of(
                "UNA:+.? ",
                "UNB+UNOC:3+" + options.sender() + ":14+" + options.receiver() + ":14+261001:1200+" + controlNumber
                        + wanted);
    }

    @Override
    public List<String> order(SampleOrder order, int position, Defect defect) {
        String association = options.association().isEmpty() ? "" : ":" + options.association();
        List<String> segments = new ArrayList<>();
        segments.add("UNH+" + position + "+ORDERS:D:96A:UN" + association);
        if (defect != Defect.MISSING) {
            segments.add("BGM+220+" + order.number(defect) + "+9");
        }
        segments.add("DTM+137:" + order.issued(defect) + ":102");
        segments.add("DTM+2:" + order.shipped() + ":102");
        segments.add("FTX+PUR+++CALL BEFORE DELIVERY");
        if (defect == Defect.UNKNOWN) {
            segments.add("ZZZ+1+2");
        }
        segments.add("RFF+CT:" + order.vendor());
        order.parties().forEach(party -> addParty(order, party, segments));
        segments.add("CUX+2:USD:9");
        order.lines().forEach(line -> addLine(order, line, defect, segments));
        segments.add("UNS+S");
        segments.add("CNT+2:" + order.lines().size());
        int count = segments.size() + 1;
        segments.add("UNT+" + (defect == Defect.COUNT ? count + WRONG_BY : count) + "+" + position
                + (defect == Defect.CONTROL ? "9" : ""));
        return segments;
    }

    private static void addParty(SampleOrder order, Party party, List<String> segments) {
        segments.add("NAD+" + role(party) + "+" + party.gln() + "::9++" + party.name() + "+" + party.street() + "+"
                + party.city().name() + "+" + party.city().state() + "+"
                + party.city().postalCode() + "+US");
        if (party.role().equals("BY")) {
            segments.add("CTA+OC+:" + order.contact());
            segments.add("COM+" + order.phone() + ":TE");
        }
    }

    private static String role(Party party) {
        return switch (party.role()) {
            case "ST" -> "DP";
            case "BT" -> "IV";
            default -> party.role();
        };
    }

    private static void addLine(SampleOrder order, Line line, Defect defect, List<String> segments) {
        segments.add("LIN+" + line.number() + "++" + line.gtin() + ":EN");
        segments.add("PIA+1+" + line.sellerItem() + ":SA+" + line.buyerItem() + ":IN");
        segments.add("IMD+F++:::" + line.text());
        segments.add(
                "QTY+21:" + order.quantity(line, defect) + ":" + line.unit().edifact());
        segments.add("PRI+AAA:" + line.price());
    }

    @Override
    public List<String> trailer(int orders, long controlNumber) {
        return List.of("UNZ+" + orders + "+" + controlNumber);
    }

    @Override
    public char terminator() {
        return '\'';
    }
}
