package io.lading.configuration;

/** The options of the SFTP server with partners' mailboxes. */
final class MailboxOptions {
    static final Option<String> BIND = Option.of(
            "mailboxes.bind",
            OptionType.TEXT,
            "127.0.0.1",
            "Address on which partners reach their mailboxes by SFTP; 0.0.0.0 for all networks.");
    static final Option<Integer> PORT = Option.of(
                    "mailboxes.port",
                    OptionType.WHOLE_NUMBER,
                    "2222",
                    "Port of the mailboxes' SFTP server, which runs once a partner has one; 0 takes any free one.")
            .between("0", "65535");
    static final Option<Long> UNFINISHED = Option.of(
                    "mailboxes.unfinished",
                    OptionType.SIZE,
                    "4GB",
                    "Bytes that one user of a mailbox may have in files that are being written or wait to be renamed; what would"
                            + " be more is refused while it comes.")
            .between("64KB", "16384GB");

    private MailboxOptions() {}
}
