/** Edges: what founds them, how they age, how well they are founded together. */
@org.jspecify.annotations.NullMarked
package dev.reeve.engine.registry.edge;
