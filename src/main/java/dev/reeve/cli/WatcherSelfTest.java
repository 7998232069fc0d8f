package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.WatchProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code reeve watch --probe}: whether the keeper hears what happens in the watched folders. */
final class WatcherSelfTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private WatcherSelfTest() {}

  static int run(Engine visited, Output output) throws InterruptedException {
    try (Engine engine = visited) {
      boolean kept = engine.locks().keeper().isPresent();
      List<WatchProbe.Answer> answers = kept ? engine.probe().run(LONGEST) : List.of();
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("kept", kept);
      document.put("roots", answers);
      output.show(
          document,
          () -> {
            answers.forEach(answer -> output.line(words(answer)));
            if (!kept) {
              output.line("Nobody keeps the workspace, so nobody watches: reeve watch does.");
            }
          });
      return kept && answers.stream().allMatch(WatchProbe.Answer::heard)
          ? Exit.DONE
          : Exit.PROBLEMS;
    }
  }

  private static String words(WatchProbe.Answer answer) {
    return answer.root()
        + (answer.heard() ? ": heard after " : ": NOT HEARD within ")
        + answer.millis()
        + " ms";
  }
}
