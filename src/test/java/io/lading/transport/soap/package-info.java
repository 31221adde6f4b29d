@NullMarked
package io.lading.transport.soap;

import org.jspecify.annotations.NullMarked;
