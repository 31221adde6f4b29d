/** Files in folders: complete files in, and out by temporary name, sync and rename. Shared between threads. */
@NullMarked
package io.lading.transport.folder;

import org.jspecify.annotations.NullMarked;
