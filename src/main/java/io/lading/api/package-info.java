/**
 * The REST interface under {@code /api/v1}: submissions, and everything the record knows. Entry type: {@link
 * io.lading.api.ApiConfiguration}; {@code openapi.json} beside it describes every path, and a test compares the two.
 * Controllers are shared by all requests and keep no state.
 */
@NullMarked
package io.lading.api;

import org.jspecify.annotations.NullMarked;
