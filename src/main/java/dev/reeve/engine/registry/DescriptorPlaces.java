package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where descriptors lie: {@code .reeve/registry/descriptors/<language>/<doc_id>.v1.json}, and those
 * of files that went under {@code descriptors/removed/}. Calls block. Source: {@code
 * docs/reference/descriptors.md}.
 */
public final class DescriptorPlaces {
  private static final String REMOVED = "removed";
  private static final Pattern NAME = Pattern.compile("((?:P_)?[0-9]{16,20})\\.v1\\.json");

  private final Workspace workspace;
  private final Path folder;

  /** The descriptors of a workspace; the folder need not exist. */
  public DescriptorPlaces(Workspace workspace) {
    this.workspace = workspace;
    this.folder = workspace.own("registry", "descriptors");
  }

  /** Where the descriptor of an id belongs. */
  public Path place(String language, DocId id) {
    return folder.resolve(language).resolve(id + ".v1.json");
  }

  /** Every descriptor in use, by id. */
  public Map<DocId, List<Path>> all() throws IOException {
    Map<DocId, List<Path>> out = new HashMap<>();
    for (Path language : list(folder)) {
      if (!String.valueOf(language.getFileName()).equals(REMOVED)) {
        for (Path file : list(language)) {
          id(file).ifPresent(id -> out.computeIfAbsent(id, i -> new ArrayList<>()).add(file));
        }
      }
    }
    return out;
  }

  /** The descriptor of an id, relative to the workspace. */
  public String relative(String language, DocId id) {
    return workspace.root().relativize(place(language, id)).toString().replace('\\', '/');
  }

  /** Puts a descriptor in its place; one the id had as another language goes. */
  public void save(String language, DocId id, byte[] descriptor) throws IOException {
    Path place = place(language, id);
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS) || !FileContent.same(place, descriptor)) {
      workspace.ownFiles().replace(place, descriptor);
    }
    for (Path other : list(folder)) {
      Path file = other.resolve(id + ".v1.json");
      if (!file.equals(place) && !String.valueOf(other.getFileName()).equals(REMOVED)) {
        workspace.ownFiles().delete(file);
      }
    }
  }

  /** The descriptor of an id, null when there is none. */
  public byte @Nullable [] read(DocId id) throws IOException {
    for (Path language : list(folder)) {
      if (!String.valueOf(language.getFileName()).equals(REMOVED)) {
        byte[] bytes = FileContent.orNull(language.resolve(id + ".v1.json"));
        if (bytes != null) {
          return bytes;
        }
      }
    }
    return null;
  }

  /** The descriptor of an id as a language, null when there is none. */
  public byte @Nullable [] read(String language, DocId id) throws IOException {
    return FileContent.orNull(place(language, id));
  }

  private static Optional<DocId> id(Path file) {
    Matcher m = NAME.matcher(String.valueOf(file.getFileName()));
    return m.matches() ? DocId.parse(m.group(1)) : Optional.empty();
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** Puts the descriptors of ids whose file went aside; an older one put aside is replaced. */
  public void putAside(Collection<DocId> ids) throws IOException {
    for (Path language : list(folder)) {
      String name = String.valueOf(language.getFileName());
      for (DocId id : ids) {
        Path file = language.resolve(id + ".v1.json");
        if (!name.equals(REMOVED) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          Path aside = folder.resolve(REMOVED).resolve(name).resolve(id + ".v1.json");
          workspace.ownFiles().delete(aside);
          workspace.ownFiles().moveNew(file, aside);
        }
      }
    }
  }
}
