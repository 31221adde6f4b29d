package io.lading.partner;

import io.lading.security.Secret;
import io.lading.security.TokenHash;
import io.lading.yaml.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to or from a partner.
 *
 * @param id {@code partner/name}, unique in the community
 * @param partner whose connection it is
 * @param carries the senders (and, where own addresses are among them, the receivers) it may carry; where no sender is
 *     listed, all addresses of its own partner
 * @param production true for an endpoint where documents take real effect
 * @param tokens hashes of the bearer tokens that name an inbound HTTP connection
 * @param settings the door's own settings, checked
 * @param headers sent along by an outbound HTTP connection, authorization included; all treated as secret
 * @param as2 what is agreed where the door is as2
 * @param login how the partner signs in where the door is a mailbox it drops into, a queue of our broker, or soap
 * @param sftp how the partner's server is reached where the door is sftp
 * @param mail how a mail server is reached where the door is mail
 * @param call how the partner is called where the door is http, soap or as2
 * @param soap the envelope that the partner's service takes
 * @param entry what the partner must show and gets for an answer where the door is http and it posts to us
 * @param hours when it takes what we send; at any time if absent
 * @param place where it is written
 */
public record Connection(
        String id,
        String partner,
        Door door,
        List<Address> carries,
        boolean production,
        List<TokenHash> tokens,
        Map<String, String> settings,
        Map<String, Secret> headers,
        Optional<As2Terms> as2,
        Optional<Login> login,
        Optional<SftpTerms> sftp,
        Optional<MailTerms> mail,
        Optional<HttpCall> call,
        Optional<SoapCall> soap,
        Optional<HttpEntry> entry,
        Optional<OpeningHours> hours,
        Place place) {

    public Direction direction() {
        return door.direction();
    }

    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** Where an outbound HTTP connection posts to. */
    public URI url() {
        return URI.create(required("url"));
    }

    /** The folder of a folder connection, absolute. */
    public Path folder() {
        return Path.of(required("path"));
    }

    /** The address of a queue connection. */
    public String address() {
        return required("address");
    }

    /** How an outbound folder connection names its files. */
    public FileNamePattern fileName() {
        return new FileNamePattern(setting("fileName").orElse(FileNamePattern.USUAL));
    }

    private String required(String key) {
        return setting(key)
                .orElseThrow(() -> new IllegalStateException(
                        "The connection " + id + " (" + door.label() + ") has no setting '" + key + "'."));
    }
}
