/**
 * Messages from and to queues of Artemis: {@link io.lading.transport.queue.QueueSource}, {@link
 * io.lading.transport.queue.QueueSink}. The record commits first, the queue second; a redelivery meets what is recorded.
 * Both are shared between threads.
 */
@NullMarked
package io.lading.transport.queue;

import org.jspecify.annotations.NullMarked;
