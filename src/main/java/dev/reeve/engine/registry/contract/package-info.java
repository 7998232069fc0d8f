/** What may lie in which folder, and setting aside what may not. */
@org.jspecify.annotations.NullMarked
package dev.reeve.engine.registry.contract;
