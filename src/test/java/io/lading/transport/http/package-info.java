@NullMarked
package io.lading.transport.http;

import org.jspecify.annotations.NullMarked;
