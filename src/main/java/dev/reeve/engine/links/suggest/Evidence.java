package dev.reeve.engine.links.suggest;

/**
 * One reason for a candidate. Source: {@code docs/reference/links.md}.
 *
 * @param points from 0 to 1: what it would score by this reason alone
 */
public record Evidence(EvidenceKind kind, double points) {}
