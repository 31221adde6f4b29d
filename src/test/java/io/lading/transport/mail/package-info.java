/** Tests of the mail door. */
@NullMarked
package io.lading.transport.mail;

import org.jspecify.annotations.NullMarked;
