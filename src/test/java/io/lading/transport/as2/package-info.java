@NullMarked
package io.lading.transport.as2;

import org.jspecify.annotations.NullMarked;
