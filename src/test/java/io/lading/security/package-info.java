@NullMarked
package io.lading.security;

import org.jspecify.annotations.NullMarked;
