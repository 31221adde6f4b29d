@NullMarked
package io.lading.partner;

import org.jspecify.annotations.NullMarked;
