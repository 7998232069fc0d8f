package dev.reeve.engine;

import java.util.List;

/**
 * Another id for one file, as a person sees it before. Immutable. Source: {@code
 * docs/reference/ids.md}.
 *
 * @param planId checksum of the change, by which a person confirms it
 * @param path where the file is
 * @param to where it is afterwards: another name when the name carries the id, else {@code path}
 * @param oldId what it carries and is not its own
 * @param newId what it is to carry
 * @param keptBy paths of whose the old id stays; empty when nobody has it
 * @param diff what changes in its text, as a unified diff; empty when only the name changes, and
 *     for contents that are no UTF-8 text: the command then names the ids and no lines
 */
public record ReissuePlan(
    String planId,
    String path,
    String to,
    String oldId,
    String newId,
    List<String> keptBy,
    String diff) {}
