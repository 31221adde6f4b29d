package io.lading.schema;

/**
 * One line of a release's {@code elements} file.
 *
 * @param reference the data element's number, as text
 * @param type what it may hold
 * @param shortest characters, sign and decimal point not counted
 * @param longest characters, sign and decimal point not counted
 * @param label our short name
 */
record ElementDefinition(String reference, ElementType type, int shortest, int longest, String label) {}
