/**
 * Turns a published UN/EDIFACT directory into our schema files; a tool for developers and operators, not used at run time.
 * Entry type: {@link io.lading.schema.directory.DirectoryImport}. Single-threaded.
 */
@NullMarked
package io.lading.schema.directory;

import org.jspecify.annotations.NullMarked;
