package dev.reeve.engine.links;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A public repository's documents with the status of each link, where they are at hand. */
class RealTreeTest {
  /** The real files have the lines that are named. */
  private static final int MANY = 20_000;

  @TempDir Path folder;

  @Test
  @DisplayName("LINK-A1 Every link of a real tree has the status that a renderer gives it")
  void a01_aRealTreeIsJudgedAsARendererDoes() throws Exception {
    Path data = RealTree.data();
    RealTree.rebuild(folder, MANY);
    JsonNode expected = Json.parse(Files.readString(data.resolve("link-status.json")));

    CheckedTree tree = new FolderTree(Trees.workspace(folder));
    PathIndex index = tree.index();
    Documents documents = new Documents(tree, Extraction.USUAL);
    Resolver resolver = new Resolver(index, new Fragments(index, documents), LinkSettings.USUAL);
    Map<String, Integer> wanted = new TreeMap<>();
    for (JsonNode link : expected.path("links")) {
      String key =
          String.join(
              " ",
              link.path("file").asText() + ":" + link.path("line").asText(),
              link.path("target").asText(),
              link.path("status").asText());
      wanted.merge(key, 1, Integer::sum);
    }
    Map<String, Integer> found = new TreeMap<>();
    try (Stream<Path> docs = Files.walk(folder.resolve("docs"))) {
      for (Path file :
          Stream.concat(Stream.of(folder.resolve("README.md")), docs)
              .filter(path -> path.toString().endsWith(".md"))
              .toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        ParsedDocument document =
            DocumentParser.parse(path, Files.readAllBytes(file), Extraction.USUAL);
        for (Reference each : document.references()) {
          if (List.of(ReferenceKind.LINK, ReferenceKind.IMAGE).contains(each.kind())) {
            String status = resolver.judge(path, each).code().replace("external_url", "external");
            String key = path + ":" + each.position().line() + " " + written(each);
            found.merge(key + " " + status, 1, Integer::sum);
          }
        }
      }
    }
    assertEquals(beyond(wanted, found), beyond(found, wanted));
    Map<String, Integer> counts = new TreeMap<>();
    found.forEach(
        (link, count) ->
            counts.merge(link.substring(link.lastIndexOf(' ') + 1), count, Integer::sum));
    assertEquals(
        Map.of(
            "ok", 397,
            "root_relative_only", 308,
            "missing_file", 157,
            "escapes_root", 2,
            "missing_anchor", 13,
            "missing_anchor_same_file", 5,
            "external", 12),
        counts);
  }

  @Test
  @DisplayName("LINK-A3 (scan) Links that were right before somebody repaired them are no findings")
  void a03_rightLinksAreKept() throws Exception {
    Path data = RealTree.data();
    RealTree.rebuild(folder, MANY);
    CheckedTree tree = new FolderTree(Trees.workspace(folder));
    PathIndex index = tree.index();
    Documents documents = new Documents(tree, Extraction.USUAL);
    Resolver resolver = new Resolver(index, new Fragments(index, documents), LinkSettings.USUAL);
    int kept = 0;
    for (JsonNode fix : Json.parse(Files.readString(data.resolve("fixes.json"))).path("fixes")) {
      if (!fix.path("expected").path("action").asText().equals("keep")) {
        continue;
      }
      String path = fix.path("file").asText();
      for (Reference each :
          DocumentParser.parse(path, Files.readAllBytes(folder.resolve(path)), Extraction.USUAL)
              .references()) {
        if (each.position().line() == fix.path("line").asInt()
            && each.rawTarget().equals(fix.path("old_target").asText())) {
          assertEquals(Category.OK, resolver.judge(path, each), fix.path("id").asText());
          kept++;
        }
      }
    }
    assertEquals(3, kept);
  }

  /** The data names targets as the parser gives them, with backslashes percent-encoded. */
  private static String written(Reference reference) {
    return reference.rawTarget().replace("\\", "%5C");
  }

  /** What one count has and the other has not, or has otherwise. */
  private static Map<String, Integer> beyond(Map<String, Integer> one, Map<String, Integer> other) {
    Map<String, Integer> out = new TreeMap<>(one);
    out.entrySet().removeAll(other.entrySet());
    return out;
  }
}
