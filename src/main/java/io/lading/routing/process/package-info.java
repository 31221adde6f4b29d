/**
 * The process hop, unwrap to envelope: one bean for each stage, called once for a whole {@link io.lading.routing.process.Batch};
 * everything a batch brings about is written in one commit. Stage beans keep no state; a batch belongs to one worker.
 */
@NullMarked
package io.lading.routing.process;

import org.jspecify.annotations.NullMarked;
