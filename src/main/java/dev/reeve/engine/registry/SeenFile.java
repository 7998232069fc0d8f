package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.FileFacts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A governed file as one scan saw it.
 *
 * @param sha256 its content, null when it could not be read this time
 * @param header the id its content carries
 */
record SeenFile(FileFacts facts, @Nullable String sha256, @Nullable DocId header) {

  String path() {
    return facts.path();
  }

  Carriers carriers() {
    return new Carriers(Carriers.inName(FileReading.name(path())).orElse(null), header);
  }

  Optional<DocId> carriedId() {
    return carriers().id();
  }
}
