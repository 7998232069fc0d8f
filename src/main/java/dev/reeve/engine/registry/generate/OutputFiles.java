package dev.reeve.engine.registry.generate;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads outputs and templates; writes nothing. Safe on any thread. */
final class OutputFiles {
  private static final long LARGEST_TEMPLATE = 1 << 20;

  private final Workspace workspace;

  OutputFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * A file at an output.
   *
   * @param intact whether it is as the generator wrote it, at whatever time
   */
  record Present(byte[] bytes, String hash, boolean intact) {}

  /** What is there; null when nothing is. */
  @Nullable Present look(SafePath path, String generatorId) {
    try {
      Path file = path.check(workspace.root());
      byte[] bytes = Files.readAllBytes(file);
      return new Present(bytes, Sha256.of(bytes), Seal.intact(bytes, generatorId));
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return null;
    } catch (IOException | SafePath.Refused e) {
      throw GeneratorErrors.of(
              Kind.UNAVAILABLE,
              "TEMP_IO_ERROR",
              generatorId,
              path + " cannot be read",
              "Mend the file or its folder and try again.")
          .causedBy(e);
    }
  }

  /**
   * The text of a template.
   *
   * @throws EngineException {@code GENERATOR_TEMPLATE}
   */
  String template(String generatorId, String relative) {
    try {
      Path file = SafePath.of(relative).check(workspace.root());
      if (Files.size(file) > LARGEST_TEMPLATE) {
        throw Template.refused(generatorId, "its template " + relative + " is over 1 MiB");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw Template.refused(generatorId, "its template " + relative + " is no UTF-8 text")
          .causedBy(e);
    } catch (IOException | SafePath.Refused e) {
      throw Template.refused(generatorId, "its template " + relative + " cannot be read")
          .causedBy(e);
    }
  }

  /** Files that the generator wrote for values that no record has any more. */
  List<String> leftOver(GeneratorDefinition definition, List<SafePath> wanted) {
    if (definition.target().single()) {
      return List.of();
    }
    String glob = OutputTarget.glob(definition.target().text());
    String fixed = glob.substring(1, glob.indexOf('*'));
    Path root = workspace.root();
    Path base = root.resolve(fixed.substring(0, fixed.lastIndexOf('/') + 1));
    int depth = (int) glob.chars().filter(c -> c == '/').count();
    Globs globs = Globs.of(List.of(glob), workspace.caseInsensitive());
    Set<String> known = wanted.stream().map(SafePath::text).collect(Collectors.toSet());
    if (!Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(base, depth)) {
      return found
          .map(path -> root.relativize(path).toString().replace('\\', '/'))
          .filter(path -> globs.matches(path) && !known.contains(path))
          .filter(path -> own(path, definition.id()))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // what cannot be listed is not claimed to be left over
    }
  }

  private boolean own(String path, String generatorId) {
    try {
      Present present = look(SafePath.of(path), generatorId);
      return present != null && present.intact();
    } catch (EngineException | SafePath.Refused e) {
      return false;
    }
  }
}
