package io.lading.configuration;

import io.lading.yaml.Place;

/**
 * A text that somebody gave an option.
 *
 * @param source for people: {@code lading.yaml:3:9}, {@code LADING_HTTP_PORT}, {@code --set}
 */
record GivenValue(String text, String source, Place place) {}
