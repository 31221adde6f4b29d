package io.lading.routing.process;

import io.lading.partner.Community;

/**
 * What a batch is processed with: the partners, schemas and maps of one moment. A batch takes it once, so that no change
 * comes between its stages. Immutable; shared by all threads.
 *
 * @param id by which the record finds it again; 0 if it is not kept
 * @param guides schemas, as the guides of these partners change them
 * @param maps with their lookup tables
 */
public record Knowledge(long id, Community community, Guides guides, Maps maps) {}
