package io.lading.acknowledgement;

import io.lading.interchange.Finding;

/** What a 997 says, and a TA1 beside either; a 999 differs within the group. Stateless. */
class X12SyntaxCodes implements SyntaxCodes {

    @Override
    public String interchange(Finding finding) {
        return X12Codes.interchange(finding);
    }

    @Override
    public String group(Finding finding, String release) {
        return X12Codes.group(finding, release);
    }

    @Override
    public String set(Finding finding, String release) {
        return X12Codes.set(finding, release);
    }

    @Override
    public boolean isContent(Finding finding, String release) {
        return X12Codes.set(finding, release).equals(X12Codes.SEGMENTS_IN_ERROR);
    }

    @Override
    public String noError() {
        return X12Codes.NO_ERROR;
    }

    @Override
    public String interchangeTrailerMissing() {
        return X12Codes.FILE_ENDED_EARLY;
    }

    @Override
    public String groupTrailerMissing() {
        return X12Codes.GROUP_TRAILER_MISSING;
    }

    @Override
    public String setTrailerMissing() {
        return X12Codes.SET_TRAILER_MISSING;
    }
}
