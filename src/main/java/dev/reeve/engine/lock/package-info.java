/** Leases with fences in canonical order, sessions whose life the operating system proves. */
@NullMarked
package dev.reeve.engine.lock;

import org.jspecify.annotations.NullMarked;
