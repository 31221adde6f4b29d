package io.lading.cli.simulate;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.cli.AnswerText;
import io.lading.cli.Examination;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A partner's translator: examines what came with the hub's own engine and answers as the standard asks for. */
final class Answers {
    private static final long MOST_NUMBERS = 900_000_000;

    private final Examination examination = Examination.load();
    private final AnswerText texts;

    Answers(Clock clock) {
        // Numbers go on from run to run, for a number that comes again would be a duplicate.
        long last = clock.instant().getEpochSecond() % MOST_NUMBERS;
        this.texts = new AnswerText(finding -> {}, LocalDateTime.now(clock.withZone(ZoneOffset.UTC)), last);
    }

    /**
     * 997 or CONTRL; empty for what is never acknowledged or is no EDI.
     *
     * @param rejecting true to refuse whatever it is
     */
    synchronized String to(byte[] body, boolean rejecting) throws IOException {
        List<InterchangeDecision> decisions = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "arrived",
                (interchange, group, set) -> examination
                        .schema(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                interchange -> decisions.add(Acknowledger.decide(interchange, AcknowledgementPolicy.USUAL)));
        Examination.read("arrived", new ByteArrayInputStream(body), examiner, finding -> {});
        StringBuilder out = new StringBuilder();
        decisions.forEach(decision -> out.append(texts.of(decision)));
        return rejecting ? rejection(out.toString()) : out.toString();
    }

    /** The same answer with another verdict: AK3 at the second segment, AK501 and AK901 R, UCI 4. */
    private static String rejection(String answer) {
        String refused = answer.replaceAll("(?m)^AK5\\*[A-Z][^~]*~", "AK3*BEG*2**8~\nAK4*1**7~\nAK5*R*5~")
                .replaceAll("(?m)^AK9\\*[A-Z]\\*(\\d+)\\*(\\d+)\\*\\d+~", "AK9*R*$1*$2*0~")
                .replaceAll("(?m)^(UCI\\+.*)\\+[78]'", "$1+4'");
        return recounted(refused);
    }

    /** SE01 again, for segments were put in. */
    private static String recounted(String answer) {
        StringBuilder out = new StringBuilder();
        int segments = 0;
        for (String line : answer.split("\n", -1)) {
            segments = line.startsWith("ST*") ? 1 : segments + 1;
            boolean end = line.startsWith("SE*");
            out.append(end ? line.replaceFirst("\\*\\d+", "*" + segments) : line)
                    .append('\n');
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }

    static byte[] bytes(String answer) {
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }
}
