/**
 * SFTP. {@link io.lading.transport.sftp.MailboxServer} gives each partner a mailbox: {@code in}, where what is dropped is
 * ours once the close is answered, and {@code out}, to collect from; nothing else of SSH is offered. {@code SftpSink} and
 * {@code SftpSource} put to and fetch from partners' servers, whose keys are pinned. Thread-safe.
 */
@NullMarked
package io.lading.transport.sftp;

import org.jspecify.annotations.NullMarked;
