@NullMarked
package io.lading.transport.spool;

import org.jspecify.annotations.NullMarked;
