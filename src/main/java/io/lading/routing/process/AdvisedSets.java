package io.lading.routing.process;

import io.lading.acknowledgement.ApplicationAdvice.Problem;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.acknowledgement.Disposition;
import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.interchange.InterchangeHeader;
import io.lading.tracking.UnitOfWork;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an 824 or APERAK speaks of among what we sent to the partner: by the control numbers it names, else by the
 * document's number.
 */
final class AdvisedSets {
    private final UnitOfWork unit;
    private final RefusedSets refused;

    AdvisedSets(UnitOfWork unit, Guides guides) {
        this.unit = unit;
        this.refused = new RefusedSets(unit, guides);
    }

    /**
     * A set of ours.
     *
     * @param document the one it carries, if that is known
     */
    record Advised(
            long set,
            long group,
            long transmission,
            @Nullable Long document,
            String number) {}

    /** @param carrying the interchange that brought the verdict, whose parties are ours turned round */
    Optional<Advised> find(Verdict verdict, InterchangeHeader carrying, String partner) {
        Optional<Advised> numbered =
                verdict.groupControlNumber().isEmpty() ? byMessage(verdict, carrying) : byGroup(verdict);
        return numbered.or(() -> byDocument(verdict, partner));
    }

    private Optional<Advised> byGroup(Verdict verdict) {
        return first(
                """
                g.control_number = ? and g.sender = ? and g.receiver = ? and s.control_number = ?
                and (? = '' or s.type = ?)""",
                verdict.groupControlNumber(),
                verdict.sender(),
                verdict.receiver(),
                verdict.setControlNumber().isEmpty() ? verdict.reference() : verdict.setControlNumber(),
                verdict.setType(),
                verdict.setType());
    }

    private Optional<Advised> byMessage(Verdict verdict, InterchangeHeader carrying) {
        if (verdict.setControlNumber().isEmpty()) {
            return Optional.empty();
        }
        return first(
                "i.control_number = ? and i.sender = ? and i.receiver = ? and s.control_number = ?",
                verdict.reference(),
                carrying.receiver(),
                carrying.sender(),
                verdict.setControlNumber());
    }

    private Optional<Advised> byDocument(Verdict verdict, String partner) {
        if (verdict.reference().isEmpty()) {
            return Optional.empty();
        }
        return first("v.partner = ? and d.number = ?", partner, verdict.reference());
    }

    private Optional<Advised> first(String where, Object... values) {
        return unit
                .query(
                        """
                        select s.id, s.group_id, s.transmission_id, v.document_id, d.number
                        from transaction_set s
                        join functional_group g on g.id = s.group_id
                        join interchange i on i.id = s.interchange_id
                        left join delivery v on v.set_id = s.id
                        left join document d on d.id = v.document_id
                        where s.direction = 'OUT' and %s order by s.id desc limit 1""".formatted(where),
                        row -> new Advised(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getObject(4, Long.class),
                                row.getString(5) == null ? "" : row.getString(5)),
                        values)
                .stream()
                .findFirst();
    }

    /** What was wrong and where that stands in what we sent, as it goes on behind a sentence. */
    String reasons(Advised advised, Verdict verdict, int most) {
        return verdict.problems().stream()
                .limit(most)
                .map(problem -> " " + reason(advised, problem))
                .collect(Collectors.joining());
    }

    private String reason(Advised advised, Problem problem) {
        String told = problem.text().isEmpty() ? problem.code() : problem.code() + " " + problem.text();
        String wanted = problem.expected().isEmpty() ? "" : ", expected " + problem.expected();
        String where = refused.trace(advised.set(), answered(problem)).stream()
                .findFirst()
                .map(finding -> finding.position()
                        + (finding.found().isEmpty() ? "" : " has \"" + finding.found() + '"') + ": ")
                .orElse("");
        return where + told + wanted + ".";
    }

    /** The place as a 997 would have named it. */
    private static AnsweredSet answered(Problem problem) {
        return RefusedSets.noted(
                problem.segment(), problem.ordinal(), problem.element(), problem.component(), Disposition.REJECTED);
    }
}
