package io.lading.cli.bench;

/**
 * What a workload is to look like. Change one thing with the {@code with} methods.
 *
 * @param files true for a file an order, false for one interchange with all orders
 * @param targetBytes for one interchange: orders are added until there are so many bytes; 0 to go by the count
 * @param start the first order number and control number; another one makes other orders
 * @param association the association assigned code in UNH; empty for none
 * @param acknowledge ask for acknowledgements (ISA14, UNB 0031)
 * @param newline a line feed after each segment terminator
 * @param defectEvery each how-manieth order the defect damages
 */
public record WorkloadOptions(
        Syntax syntax,
        boolean files,
        int count,
        long targetBytes,
        int lines,
        long seed,
        long start,
        String sender,
        String receiver,
        String association,
        boolean acknowledge,
        boolean newline,
        Defect defect,
        int defectEvery) {

    /** What the orders are written in. */
    public enum Syntax {
        X12,
        EDIFACT
    }

    public WorkloadOptions {
        if (defect.needsFiles() && !files) {
            throw new IllegalArgumentException("The defect " + defect + " damages a whole file: ask for files.");
        }
    }

    /** Files of one X12 order with ten lines each. */
    public static WorkloadOptions files(int count, long start) {
        return new WorkloadOptions(
                Syntax.X12,
                true,
                count,
                0,
                10,
                1,
                start,
                "BUYER01",
                "SUPPLIER01",
                "EAN008",
                false,
                false,
                Defect.NONE,
                1);
    }

    /** One X12 interchange of ten-line orders. */
    public static WorkloadOptions interchange(int count, long start) {
        WorkloadOptions files = files(count, start);
        return new WorkloadOptions(
                files.syntax,
                false,
                count,
                0,
                files.lines,
                files.seed,
                start,
                files.sender,
                files.receiver,
                files.association,
                false,
                false,
                Defect.NONE,
                1);
    }

    public WorkloadOptions with(Defect damage, int every) {
        return new WorkloadOptions(
                syntax,
                files,
                count,
                targetBytes,
                lines,
                seed,
                start,
                sender,
                receiver,
                association,
                acknowledge,
                newline,
                damage,
                every);
    }

    /** With an acknowledgement asked for in the envelope. */
    public WorkloadOptions asking() {
        return new WorkloadOptions(
                syntax,
                files,
                count,
                targetBytes,
                lines,
                seed,
                start,
                sender,
                receiver,
                association,
                true,
                newline,
                defect,
                defectEvery);
    }

    /** The same orders in another syntax, with another number of lines. */
    public WorkloadOptions written(Syntax inSyntax, int ofLines) {
        return new WorkloadOptions(
                inSyntax,
                files,
                count,
                targetBytes,
                ofLines,
                seed,
                start,
                sender,
                receiver,
                association,
                acknowledge,
                newline,
                defect,
                defectEvery);
    }
}
