package io.lading.acknowledgement;

/** What the codes of a received 997 or 999 ask of us, in our words, as it follows "expected". */
final class ReasonWords {
    private static final String BY_GUIDE = ", by the partner's guide";

    private ReasonWords() {}

    /** AK304, IK304. */
    static String segment(String code) {
        return words(
                code,
                switch (code) {
                    case "1" -> "a segment the partner knows";
                    case "2" -> "no such segment here";
                    case "3" -> "the mandatory segment";
                    case "4" -> "the loop less often";
                    case "5" -> "the segment less often";
                    case "6" -> "a segment of this kind of set";
                    case "7" -> "the segment in its order";
                    case "8" -> "no errors in its elements";
                    case "I4" -> "the segment left out" + BY_GUIDE;
                    case "I6" -> "the segment, which other data ask for" + BY_GUIDE;
                    case "I7" -> "the loop more often" + BY_GUIDE;
                    case "I8" -> "the segment, or more of it" + BY_GUIDE;
                    case "I9" -> "the segment left out, as other data ask" + BY_GUIDE;
                    default -> "something else of the segment";
                });
    }

    /** AK403, IK403. */
    static String element(String code) {
        return words(
                code,
                switch (code) {
                    case "1" -> "the mandatory element";
                    case "2" -> "the element, which others ask for";
                    case "3" -> "fewer elements";
                    case "4" -> "a longer value";
                    case "5" -> "a shorter value";
                    case "6" -> "only characters that such an element may hold";
                    case "7" -> "a code the partner takes";
                    case "8" -> "a date that exists";
                    case "9" -> "a time that exists";
                    case "10" -> "only one of elements that exclude each other";
                    case "11", "12" -> "fewer repetitions";
                    case "13" -> "fewer components";
                    case "I6" -> "a code the partner uses" + BY_GUIDE;
                    case "I9" -> "the element" + BY_GUIDE;
                    case "I10" -> "the element left out" + BY_GUIDE;
                    case "I11" -> "more repetitions" + BY_GUIDE;
                    case "I12" -> "a value of the form asked for" + BY_GUIDE;
                    case "I13" -> "the element left out, as other data ask" + BY_GUIDE;
                    default -> "something else of the element";
                });
    }

    /** AK502, IK502. */
    static String set(String code) {
        return words(
                code,
                switch (code) {
                    case "1" -> "a kind of transaction set the partner takes";
                    case "2" -> "a set trailer";
                    case "3" -> "one control number in header and trailer";
                    case "4" -> "the segments counted rightly";
                    case "5" -> "no errors in segments";
                    case "6" -> "a set identifier that exists";
                    case "7" -> "a usable control number";
                    case "18" -> "a set of its group's kind";
                    case "19" -> "a convention the partner knows";
                    case "23" -> "a control number used once";
                    case "I5" -> "no errors in segments" + BY_GUIDE;
                    case "I6" -> "a convention the partner takes";
                    default -> "something else of the set";
                });
    }

    private static String words(String code, String words) {
        return words + " (code " + code + ")";
    }
}
