package dev.reeve.engine.links.suggest;

import dev.reeve.engine.workspace.PathText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders whose documents are shown as a site. A site of the whole workspace has no border. */
final class Sites {
  private final List<String> folders;

  /**
   * @param places where the documents lie, from the folder of the file that describes the site, by
   *     the last one or two segments of that file's path
   */
  Sites(Iterable<String> files, Map<String, String> places) {
    Stream.Builder<String> found = Stream.builder();
    for (String file : files) {
      String folder = PathText.folder(file);
      String name = Paths.name(file);
      Stream.of(name, Paths.name(folder) + "/" + name)
          .map(places::get)
          .filter(Objects::nonNull)
          .map(place -> PathText.resolve(folder, place))
          .filter(Objects::nonNull)
          .forEach(found);
    }
    folders = found.build().filter(folder -> !folder.isEmpty()).distinct().toList();
  }

  /** The folder of the site that shows a path; of one that lies in another the inner one. */
  Optional<String> of(String path) {
    return folders.stream()
        .filter(site -> path.equals(site) || path.startsWith(site + "/"))
        .max(Comparator.comparingInt(String::length));
  }
}
