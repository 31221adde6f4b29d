/**
 * The canonical business documents, records named as in UBL, and their JSON form. Entry types:
 * {@link io.lading.document.Document}, {@link io.lading.document.DocumentJson}, and for maps
 * {@link io.lading.document.Shape} and {@link io.lading.document.Draft}. Documents are immutable; drafts are not thread-safe.
 * A new type of document is a record: JSON, JSON Schema and the fields that maps may name follow from it.
 */
@NullMarked
package io.lading.document;

import org.jspecify.annotations.NullMarked;
