@NullMarked
package io.lading.yaml;

import org.jspecify.annotations.NullMarked;
