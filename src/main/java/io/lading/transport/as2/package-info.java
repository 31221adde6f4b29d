/**
 * AS2 (RFC 4130, 5402, 6362): composes and opens messages and receipts (MDN) on Bouncy Castle's CMS, with MIME of our own,
 * because signatures and MICs depend on the exact bytes. Whatever a message says about itself is checked against what is
 * agreed. Values are immutable; a {@link io.lading.transport.as2.Workspace} belongs to one message and one thread.
 */
@NullMarked
package io.lading.transport.as2;

import org.jspecify.annotations.NullMarked;
