/** Registries of earlier programs, brought into this one. */
@org.jspecify.annotations.NullMarked
package dev.reeve.engine.registry.legacy;
