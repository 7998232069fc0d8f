package dev.reeve.engine.registry.legacy;

/**
 * One row under one rule. Source: {@code docs/reference/import.md}.
 *
 * @param id as the source spells it
 * @param path normalised where it could be
 */
public record ImportItem(ImportRule rule, String id, String path, String message) {}
