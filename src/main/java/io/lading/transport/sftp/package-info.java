/**
 * SFTP: a server with a mailbox for each partner, of which {@link io.lading.transport.sftp.MailboxServer} is the entry. A
 * partner sees {@code in}, where what it drops is ours once the close is answered, and {@code out}, from where it collects;
 * nothing else of SSH is offered. Thread-safe.
 */
@NullMarked
package io.lading.transport.sftp;

import org.jspecify.annotations.NullMarked;
