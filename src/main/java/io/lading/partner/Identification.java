package io.lading.partner;

import io.lading.interchange.FindingCode;

/** What an interchange, or a transaction set in it, was found to be. */
public sealed interface Identification {

    /** A transaction set that an agreement covers. */
    record Agreed(ReceivingAgreement agreement) implements Identification {}

    /** Sender and receiver are known and may speak; what they say needs no agreement (acknowledgements), or is yet to be seen. */
    record Known(Partner partner, Partner own) implements Identification {}

    /** Something we do not act on. It is kept, with the reason. */
    sealed interface Refused extends Identification {
        FindingCode code();

        /** What was expected, for the finding. */
        String expected();

        /** What was found, for the finding. */
        String found();

        /**
         * True if the one who is named as sender may be answered: never on a connection that may not carry that sender, for
         * the claim may be false.
         */
        boolean answerable();
    }

    /** No partner has this identifier. */
    record NoSender(Address sender) implements Refused {
        @Override
        public FindingCode code() {
            return FindingCode.SENDER_UNKNOWN;
        }

        @Override
        public String expected() {
            return "the identifier of a partner as sender";
        }

        @Override
        public String found() {
            return sender.toString();
        }

        @Override
        public boolean answerable() {
            return false;
        }
    }

    /** A partner's identifier, on a connection that may not carry it. */
    record SenderNotCarried(Address sender, Partner claimed, Connection connection) implements Refused {
        @Override
        public FindingCode code() {
            return FindingCode.SENDER_NOT_CARRIED;
        }

        @Override
        public String expected() {
            return "a sender that the connection " + connection.id() + " may carry";
        }

        @Override
        public String found() {
            return sender + " (" + claimed.name() + ")";
        }

        @Override
        public boolean answerable() {
            return false;
        }
    }

    /** The receiver is not us. */
    record NoReceiver(Partner partner, Address receiver) implements Refused {
        @Override
        public FindingCode code() {
            return FindingCode.RECEIVER_UNKNOWN;
        }

        @Override
        public String expected() {
            return "one of our own identifiers as receiver";
        }

        @Override
        public String found() {
            return receiver.toString();
        }

        @Override
        public boolean answerable() {
            return true;
        }
    }

    /** The receiver is us, by an identifier that this connection may not carry. */
    record ReceiverNotCarried(Partner partner, Address receiver, Connection connection) implements Refused {
        @Override
        public FindingCode code() {
            return FindingCode.RECEIVER_UNKNOWN;
        }

        @Override
        public String expected() {
            return "a receiver that the connection " + connection.id() + " may carry";
        }

        @Override
        public String found() {
            return receiver.toString();
        }

        @Override
        public boolean answerable() {
            return false;
        }
    }

    /** The parties are known, but no agreement covers the document. */
    record NoAgreement(Partner partner, Partner own, Level level, String found) implements Refused {
        @Override
        public FindingCode code() {
            return switch (level) {
                case GROUP -> FindingCode.GROUP_NOT_SUPPORTED;
                case SET -> FindingCode.SET_NOT_SUPPORTED;
                case VERSION -> FindingCode.VERSION_NOT_SUPPORTED;
                case USAGE -> FindingCode.USAGE_NOT_ALLOWED;
            };
        }

        @Override
        public String expected() {
            return switch (level) {
                case GROUP -> "a kind of group that an agreement with " + partner.name() + " covers";
                case SET -> "a transaction set that an agreement with " + partner.name() + " covers";
                case VERSION -> "a release that an agreement with " + partner.name() + " covers";
                case USAGE -> "a usage (production, test) that an agreement with " + partner.name() + " covers";
            };
        }

        @Override
        public boolean answerable() {
            return true;
        }
    }

    /** Something without an envelope, and no agreement about such content through its connection. */
    record NoDocumentAgreement(Connection connection, Format.Content content) implements Refused {
        @Override
        public FindingCode code() {
            return FindingCode.NOT_EDI;
        }

        @Override
        public String expected() {
            return "X12 or EDIFACT, or content that an agreement through " + connection.id() + " covers";
        }

        @Override
        public String found() {
            return content.name();
        }

        @Override
        public boolean answerable() {
            return false;
        }
    }

    /** How far the search for an agreement came. */
    enum Level {
        /** No agreement with these parties by this way, whatever the set: AK905 = 1. */
        GROUP,
        /** Agreements, but none for this transaction set: AK502 = 1. */
        SET,
        /** Agreements for the set, but in other releases: AK905 = 2. */
        VERSION,
        /** An agreement for the set and release, but with other usage. */
        USAGE
    }
}
