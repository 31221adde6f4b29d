package io.lading.routing.process;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.partner.EnvelopeSettings;
import io.lading.routing.process.InterchangePlan.GroupPlan;
import io.lading.routing.process.InterchangePlan.SetPlan;
import io.lading.syntax.SegmentSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** An interchange as it leaves. */
record X12Composition(
        byte[] bytes,
        String controlNumber,
        String date,
        String time,
        List<String> groupControlNumbers,
        List<List<Span>> sets,
        List<Finding> findings) {

    /** Where a transaction set stands in the bytes. */
    record Span(String controlNumber, long start, long end) {}

    static X12Composition write(InterchangePlan plan, ControlNumbers numbers, ZonedDateTime at) {
        Writing writing = new Writing(plan, at);
        return writing.write(numbers);
    }

    private static final class Writing implements SegmentSink {
        private final InterchangePlan plan;
        private final EnvelopeSettings settings;
        private final Delimiters delimiters;
        private final ZonedDateTime at;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<Finding> findings = new ArrayList<>();
        private StringBuilder line = new StringBuilder();
        private int element;
        private int segments;

        Writing(InterchangePlan plan, ZonedDateTime at) {
            this.plan = plan;
            this.settings = plan.settings();
            this.delimiters = settings.delimiters();
            this.at = at;
        }

        X12Composition write(ControlNumbers numbers) {
            String control = String.format("%09d", numbers.next(plan.interchangeCounter()));
            String date = DateTimeFormatter.ofPattern("yyMMdd").format(at);
            String time = DateTimeFormatter.ofPattern("HHmm").format(at);
            isa(control, date, time);
            if (plan.answer() != null) {
                plan.answer().write(this);
            }
            List<String> groupNumbers = new ArrayList<>();
            List<List<Span>> spans = new ArrayList<>();
            for (GroupPlan group : plan.groups()) {
                String number = String.valueOf(numbers.next(InterchangePlan.groupCounter(group)));
                groupNumbers.add(number);
                spans.add(group(group, number, time));
            }
            text("IEA", String.valueOf(plan.groups().size()), control);
            return new X12Composition(out.toByteArray(), control, date, time, groupNumbers, spans, findings);
        }

        private void isa(String control, String date, String time) {
            text(
                    "ISA",
                    settings.authorizationQualifier(),
                    pad(settings.authorization(), 10),
                    settings.securityQualifier(),
                    pad(settings.security(), 10),
                    plan.sender().qualifier(),
                    pad(plan.sender().id(), 15),
                    plan.receiver().qualifier(),
                    pad(plan.receiver().id(), 15),
                    date,
                    time,
                    String.valueOf(settings.standardsOrRepetition()),
                    settings.version(),
                    control,
                    settings.acknowledgementRequested() && plan.acknowledges() == null ? "1" : "0",
                    settings.usage().x12(),
                    String.valueOf((char) delimiters.component()));
        }

        private List<Span> group(GroupPlan group, String number, String time) {
            text(
                    "GS",
                    group.functionalId(),
                    group.sender(),
                    group.receiver(),
                    DateTimeFormatter.ofPattern("yyyyMMdd").format(at),
                    time,
                    number,
                    settings.agency(),
                    group.release());
            List<Span> spans = new ArrayList<>();
            int ordinal = 1;
            for (SetPlan set : group.sets()) {
                String control = String.format("%04d", ordinal++);
                int start = out.size();
                segments = 0;
                text("ST", set.type(), control);
                set.content().accept(this);
                text("SE", String.valueOf(segments + 1), control);
                spans.add(new Span(control, start, out.size()));
            }
            text("GE", String.valueOf(group.sets().size()), number);
            return spans;
        }

        private void text(String tag, String... elements) {
            line = new StringBuilder(tag);
            for (String value : elements) {
                line.append((char) delimiters.element()).append(value);
            }
            close();
        }

        @Override
        public void begin(String tag) {
            line = new StringBuilder(tag);
            element = 0;
        }

        @Override
        public void component(int wanted, int repetition, int component, String value) {
            while (element < wanted) {
                line.append((char) delimiters.element());
                element++;
            }
            if (component > 1) {
                line.append((char) delimiters.component());
            }
            check(value);
            line.append(value);
        }

        @Override
        public void end() {
            close();
        }

        private void close() {
            int end = line.length();
            while (end > 0 && line.charAt(end - 1) == (char) delimiters.element()) {
                end--;
            }
            line.setLength(end);
            line.append((char) delimiters.segment()).append(settings.segmentSuffix());
            out.writeBytes(line.toString().getBytes(StandardCharsets.ISO_8859_1));
            segments++;
        }

        private void check(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == (char) delimiters.element() || c == (char) delimiters.segment()) {
                    findings.add(Finding.error(
                            FindingCode.VALUE_NOT_USABLE,
                            Position.atOffset(out.size()),
                            "a value without the delimiters of the agreement",
                            value));
                }
            }
        }

        private static String pad(String value, int width) {
            return value + " ".repeat(Math.max(0, width - value.length()));
        }
    }
}
