@NullMarked
package io.lading.configuration;

import org.jspecify.annotations.NullMarked;
