package dev.reeve.engine.links.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.engine.links.RealTree;
import dev.reeve.engine.links.history.PathHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Suggestions for the known repairs of a real tree")
final class RealRepairsTest {
  private Path folder = Path.of("");
  private CandidateFiles files = CandidateFiles.of(List.of());

  @BeforeEach
  void data() throws IOException {
    folder = RealTree.data();
    files = CandidateFiles.of(Files.readAllLines(folder.resolve("paths.txt")));
  }

  @Test
  @DisplayName(
      "LINK-A2 with history every rewrite has an accepted file first: 57 high, 1 medium, none"
          + " wrong")
  void a02_withHistory() throws IOException {
    Outcome outcome = judge(read("fixes.json").get("fixes"), "rewrite", history());
    assertEquals(List.of(), outcome.wrong());
    assertEquals(57, outcome.high());
    assertEquals(1, outcome.medium());
  }

  @Test
  @DisplayName("LINK-A2 without history: 54 high, 4 medium, none wrong")
  void a02_withoutHistory() throws IOException {
    Outcome outcome = judge(read("fixes.json").get("fixes"), "rewrite", PathHistory.NONE);
    assertEquals(List.of(), outcome.wrong());
    assertEquals(54, outcome.high());
    assertEquals(4, outcome.medium());
  }

  @Test
  @DisplayName("LINK-A2 of the recorded misses six are high with history, all right")
  void a02_misses() throws IOException {
    Outcome outcome = judge(read("fixes.json").get("missed"), "rewrite", history());
    assertEquals(List.of(), outcome.wrong());
    assertEquals(6, outcome.high());
    Outcome removed = judge(read("fixes.json").get("missed"), "historical", history());
    assertEquals(0, removed.high());
  }

  @Test
  @DisplayName("LINK-A4 where no target exists nothing is high")
  void a04_noTarget() throws IOException {
    Outcome outcome = judge(read("fixes.json").get("fixes"), "manual", history());
    assertEquals(0, outcome.high());
    assertEquals(0, outcome.medium());
  }

  private record Outcome(int high, int medium, List<String> wrong) {}

  private Outcome judge(JsonNode cases, String action, PathHistory history) {
    Suggester suggester = new Suggester(files, history, Contents.UNKNOWN);
    int high = 0;
    int medium = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode each : cases) {
      if (!each.at("/expected/action").asText().equals(action)) {
        continue;
      }
      String target = each.get("old_target").asText().replaceFirst("#.*", "");
      Suggestions found =
          suggester.suggest(new Broken(each.get("file").asText(), target, null, ""));
      high += found.band() == Band.HIGH ? 1 : 0;
      medium += found.band() == Band.MEDIUM ? 1 : 0;
      List<String> accepted =
          StreamSupport.stream(each.at("/expected/repo_paths").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      boolean first =
          !found.candidates().isEmpty() && accepted.contains(found.candidates().getFirst().path());
      if (!accepted.isEmpty() && !first) {
        wrong.add(each.get("file").asText() + ": " + target + " " + found);
      }
    }
    return new Outcome(high, medium, wrong);
  }

  private PathHistory history() throws IOException {
    JsonNode paths = read("moved-paths.json");
    FakeHistory history = new FakeHistory();
    for (Map.Entry<String, JsonNode> moved : paths.get("moved").properties()) {
      history.gone(
          moved.getKey(),
          StreamSupport.stream(moved.getValue().spliterator(), false)
              .map(JsonNode::asText)
              .toArray(String[]::new));
    }
    paths.get("removed").forEach(path -> history.gone(path.asText()));
    return history;
  }

  private JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }
}
