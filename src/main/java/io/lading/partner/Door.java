package io.lading.partner;

import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import java.util.List;
import java.util.Locale;

/**
 * A kind of connection: how bytes come in or go out. A new transport adds one entry to {@link #ALL}.
 *
 * @param name as files write it: {@code http}, {@code folder}
 * @param settings the keys a connection of this kind has beside the common ones
 */
public record Door(String name, Direction direction, Fields settings) {

    public static final Door HTTP_IN = new Door("http", Direction.IN, EntryReader.HTTP);

    public static final Door HTTP_OUT = new Door("http", Direction.OUT, CallReader.HTTP);

    public static final Door SOAP_IN = new Door("soap", Direction.IN, EntryReader.SOAP);

    public static final Door SOAP_OUT = new Door("soap", Direction.OUT, SoapReader.OUT);

    public static final Door FOLDER_IN = new Door(
            "folder",
            Direction.IN,
            Shape.fields(
                    "We take files from a folder.",
                    Shape.required("path", Shape.text("The folder; a relative one starts at the data folder.")),
                    Shape.optional("files", Shape.text("Which files count, such as *.csv; all of them if absent.")),
                    Shape.optional(
                            "settled",
                            Shape.duration("How long a file must not have changed before it is taken (default 1s)."))));

    public static final Door FOLDER_OUT = new Door(
            "folder",
            Direction.OUT,
            Shape.fields(
                    "We put files into a folder.",
                    Shape.required("path", Shape.text("The folder; a relative one starts at the data folder.")),
                    Shape.optional(
                            "fileName",
                            Shape.text("Name of each file, from " + FileNamePattern.WORDS + "; must hold {id}, which"
                                    + " makes it unique (default " + FileNamePattern.USUAL + ")."))));

    public static final Door AS2_IN = new Door("as2", Direction.IN, As2Reader.IN);

    public static final Door AS2_OUT = new Door("as2", Direction.OUT, As2Reader.OUT);

    public static final Door MAILBOX_IN = new Door("mailbox", Direction.IN, LoginReader.IN);

    public static final Door MAILBOX_OUT = new Door("mailbox", Direction.OUT, LoginReader.OUT);

    public static final Door SFTP_IN = new Door("sftp", Direction.IN, SftpReader.IN);

    public static final Door SFTP_OUT = new Door("sftp", Direction.OUT, SftpReader.OUT);

    public static final Door QUEUE_IN = new Door("queue", Direction.IN, QueueReader.IN);

    public static final Door QUEUE_OUT = new Door("queue", Direction.OUT, QueueReader.OUT);

    public static final Door MAIL_IN = new Door("mail", Direction.IN, MailReader.IN);

    public static final Door MAIL_OUT = new Door("mail", Direction.OUT, MailReader.OUT);

    /** Every kind of connection there is. */
    public static final List<Door> ALL = List.of(
            HTTP_IN,
            HTTP_OUT,
            FOLDER_IN,
            FOLDER_OUT,
            AS2_IN,
            AS2_OUT,
            MAILBOX_IN,
            MAILBOX_OUT,
            SFTP_IN,
            SFTP_OUT,
            QUEUE_IN,
            QUEUE_OUT,
            MAIL_IN,
            MAIL_OUT,
            SOAP_IN,
            SOAP_OUT);

    static List<String> names() {
        return ALL.stream().map(Door::name).distinct().toList();
    }

    List<String> requiredKeys() {
        return settings.fields().stream()
                .filter(Field::required)
                .map(Field::key)
                .toList();
    }

    /** {@code http in}: the name and direction for messages. */
    public String label() {
        return name + " " + direction.name().toLowerCase(Locale.ROOT);
    }
}
