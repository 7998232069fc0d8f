package dev.reeve.engine.links.suggest;

import dev.reeve.engine.links.history.Coverage;
import dev.reeve.engine.links.history.Departure;
import dev.reeve.engine.links.history.Move;
import dev.reeve.engine.links.history.PathHistory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A history that is told what to remember. */
public final class FakeHistory implements PathHistory {
  private final Map<String, List<String>> survivors = new HashMap<>();
  private final Map<String, String> renames = new HashMap<>();
  private final Map<String, List<String>> earlier = new HashMap<>();

  /** A path that is gone, and where its bytes live now. */
  public FakeHistory gone(String path, String... now) {
    survivors.put(path, List.of(now));
    return this;
  }

  FakeHistory renamed(String from, String to) {
    survivors.putIfAbsent(from, List.of());
    renames.put(from, to);
    return this;
  }

  FakeHistory lay(String path, String... before) {
    earlier.put(path, List.of(before));
    return this;
  }

  @Override
  public Optional<Departure> departed(String path) {
    return survivors.containsKey(path)
        ? Optional.of(new Departure(path, path, "c", Instant.EPOCH))
        : Optional.empty();
  }

  @Override
  public Optional<Move> movedTo(String path) {
    return Optional.ofNullable(renames.get(path))
        .map(to -> new Move(path, to, 90, "c", Instant.EPOCH));
  }

  @Override
  public Optional<Move> folderMovedTo(String folder) {
    return Optional.empty();
  }

  @Override
  public List<String> survivors(String blob) {
    return survivors.getOrDefault(blob, List.of());
  }

  @Override
  public List<String> earlier(String path) {
    return earlier.getOrDefault(path, List.of());
  }

  @Override
  public Coverage coverage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
