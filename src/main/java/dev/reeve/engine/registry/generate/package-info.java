/** Generators: derived files that are made of the registry, and nothing else. */
@org.jspecify.annotations.NullMarked
package dev.reeve.engine.registry.generate;
