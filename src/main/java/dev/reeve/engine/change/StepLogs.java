package dev.reeve.engine.change;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text logs of an execution; of a long one its end. */
final class StepLogs {
  private static final int LONGEST = 256 << 10;

  private StepLogs() {}

  /** Every step's log by its name without the ending, in order. */
  static Map<String, Replay.LogText> of(
      ArtifactReader reader, String id, ArtifactReader.Info info) {
    Map<String, Replay.LogText> logs = new LinkedHashMap<>();
    for (String name : info.stepLogs()) {
      Replay.LogText text = one(reader, id, "steps/" + name);
      if (text != null) {
        logs.put(name.replaceFirst("\\.log$", ""), text);
      }
    }
    return logs;
  }

  static Replay.@Nullable LogText one(ArtifactReader reader, String id, String name) {
    return reader
        .bytes(id, name)
        .map(
            bytes -> {
              byte[] tail =
                  Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LONGEST), bytes.length);
              return new Replay.LogText(new String(tail, StandardCharsets.UTF_8), bytes.length);
            })
        .orElse(null);
  }
}
