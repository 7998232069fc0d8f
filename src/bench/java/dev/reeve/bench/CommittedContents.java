package dev.reeve.bench;

import dev.reeve.engine.links.DocumentParser;
import dev.reeve.engine.links.Extraction;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.suggest.Contents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Headings of documents as a commit has them, read when they are asked for. */
final class CommittedContents implements Contents {
  private final Repository repository;
  private final String commit;
  private final Map<String, Optional<ParsedDocument>> read = new HashMap<>();

  CommittedContents(Repository repository, String commit) {
    this.repository = repository;
    this.commit = commit;
  }

  @Override
  public Optional<Set<String>> anchors(String path) {
    return parsed(path).map(ParsedDocument::anchors);
  }

  @Override
  public Optional<String> title(String path) {
    return parsed(path).map(ParsedDocument::title).filter(Objects::nonNull);
  }

  Optional<ParsedDocument> parsed(String path) {
    return path.endsWith(".md") ? read.computeIfAbsent(path, this::parse) : Optional.empty();
  }

  private Optional<ParsedDocument> parse(String path) {
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk found =
            TreeWalk.forPath(
                repository, path, walk.parseCommit(ObjectId.fromString(commit)).getTree())) {
      return found == null
          ? Optional.empty()
          : Optional.of(
              DocumentParser.parse(
                  path, repository.open(found.getObjectId(0)).getBytes(), Extraction.USUAL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
