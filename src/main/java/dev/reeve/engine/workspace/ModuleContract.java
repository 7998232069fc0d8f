package dev.reeve.engine.workspace;

import java.util.List;

/**
 * What may lie in one folder, as a {@code [[contract]]} table of the settings says it. Patterns are
 * those of {@link Globs}, relative to the folder. Immutable. Source: {@code
 * docs/reference/classifier.md}.
 *
 * @param root the folder, relative to the workspace; {@code .} is the whole
 * @param moduleId name of the module the folder is
 * @param enforce whether a person may have its files set aside; else they are only reported
 * @param canonicalAllowlist patterns of what belongs there
 * @param requiredPaths what must be there; a text without {@code *} or {@code ?} is one path
 * @param optionalPaths what may be there, written the same way
 * @param generatedPatterns what tools make of other files
 * @param runArtifactPatterns what runs leave behind
 * @param forbiddenPatterns what must not be there, whatever the others say
 * @param quarantinePath where files are set aside, relative to the workspace
 */
public record ModuleContract(
    String root,
    String moduleId,
    boolean enforce,
    List<String> canonicalAllowlist,
    List<String> requiredPaths,
    List<String> optionalPaths,
    List<String> generatedPatterns,
    List<String> runArtifactPatterns,
    List<String> forbiddenPatterns,
    String quarantinePath) {}
