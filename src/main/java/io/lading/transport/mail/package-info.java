/**
 * Mails: {@link io.lading.transport.mail.MailSource} fetches by IMAP, {@link io.lading.transport.mail.MailSink} sends by
 * SMTP. A mail proves nothing about its sender: the mailbox and the EDI addresses inside do. Sources are used by one timer,
 * sinks are shared between threads.
 */
@NullMarked
package io.lading.transport.mail;

import org.jspecify.annotations.NullMarked;
