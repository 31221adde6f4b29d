package io.lading.cli.simulate;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.cli.AnswerText;
import io.lading.cli.Examination;
import io.lading.syntax.InterchangeListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A partner's translator: examines what came with the hub's own engine and answers as the standard asks for. Thread-safe.
 */
public final class Answers {
    private static final long MOST_NUMBERS = 900_000_000;

    private final Examination examination = Examination.load();
    private final AnswerText texts;

    public Answers(Clock clock) {
        // Numbers go on from run to run, for a number that comes again would be a duplicate.
        long last = clock.instant().getEpochSecond() % MOST_NUMBERS;
        this.texts = new AnswerText(finding -> {}, LocalDateTime.now(clock.withZone(ZoneOffset.UTC)), last);
    }

    /**
     * 997 or CONTRL; empty for what is never acknowledged or is no EDI.
     *
     * @param rejecting true to refuse every set, for the first value after its header
     */
    public synchronized String to(byte[] body, boolean rejecting) throws IOException {
        List<InterchangeDecision> decisions = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "arrived",
                examination.choice(),
                interchange -> decisions.add(Acknowledger.decide(interchange, AcknowledgementPolicy.USUAL)));
        InterchangeListener listener = rejecting ? new Refusing(examiner) : examiner;
        Examination.read("arrived", new ByteArrayInputStream(body), listener, finding -> {});
        StringBuilder out = new StringBuilder();
        decisions.forEach(decision -> out.append(texts.of(decision)));
        return out.toString();
    }

    public static byte[] bytes(String answer) {
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }
}
