/** The durable work queue: one row a path, leases, retries, dead letters. */
@NullMarked
package dev.reeve.engine.queue;

import org.jspecify.annotations.NullMarked;
