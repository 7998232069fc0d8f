/** The registry as a table for other programs. */
@org.jspecify.annotations.NullMarked
package dev.reeve.engine.registry.export;
