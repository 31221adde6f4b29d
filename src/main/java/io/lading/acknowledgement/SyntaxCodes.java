package io.lading.acknowledgement;

import io.lading.acknowledgement.AcknowledgementPolicy.Functional;
import io.lading.interchange.Finding;
import io.lading.interchange.Standard;

/** The codes by which one standard's acknowledgements name what is wrong; an empty text means no code at that level. */
interface SyntaxCodes {

    static SyntaxCodes of(Standard standard, Functional functional) {
        return switch (standard) {
            case X12 -> functional == Functional.X12_999 ? X12_999 : X12;
            case EDIFACT -> EDIFACT;
        };
    }

    /** TA105; UCI 0085. */
    String interchange(Finding finding);

    /** AK905; UCF 0085. */
    String group(Finding finding, String release);

    /** AK502; UCM 0085, or that of the segments and elements below. */
    String set(Finding finding, String release);

    /** True if the finding is about a segment or element within the set rather than about the set as a whole. */
    boolean isContent(Finding finding, String release);

    /** What stands for "no error" at the level of the interchange. */
    String noError();

    String interchangeTrailerMissing();

    String groupTrailerMissing();

    String setTrailerMissing();

    SyntaxCodes X12 = new X12SyntaxCodes();

    /** What a 999 says, whatever the release of the group it answers. */
    SyntaxCodes X12_999 = new X12SyntaxCodes() {
        @Override
        public String group(Finding finding, String release) {
            return X12Codes.group(finding, X12Codes.FIRST_WITH_REPETITION_CODES);
        }

        @Override
        public String set(Finding finding, String release) {
            return X12Codes.guidedSet(finding);
        }

        @Override
        public boolean isContent(Finding finding, String release) {
            String code = X12Codes.guidedSet(finding);
            return code.equals(X12Codes.SEGMENTS_IN_ERROR) || code.equals(X12Codes.SEGMENTS_IN_ERROR_BY_GUIDE);
        }
    };

    SyntaxCodes EDIFACT = new SyntaxCodes() {
        @Override
        public String interchange(Finding finding) {
            return EdifactCodes.code(finding);
        }

        @Override
        public String group(Finding finding, String release) {
            return EdifactCodes.code(finding);
        }

        @Override
        public String set(Finding finding, String release) {
            return EdifactCodes.code(finding);
        }

        @Override
        public boolean isContent(Finding finding, String release) {
            return EdifactCodes.isContent(finding);
        }

        @Override
        public String noError() {
            return "";
        }

        @Override
        public String interchangeTrailerMissing() {
            return EdifactCodes.MISSING;
        }

        @Override
        public String groupTrailerMissing() {
            return EdifactCodes.MISSING;
        }

        @Override
        public String setTrailerMissing() {
            return EdifactCodes.MISSING;
        }
    };
}
