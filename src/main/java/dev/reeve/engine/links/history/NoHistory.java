package dev.reeve.engine.links.history;

import java.util.List;
import java.util.Optional;

/** Remembers nothing. */
final class NoHistory implements PathHistory {
  @Override
  public Optional<Departure> departed(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<Move> movedTo(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<Move> folderMovedTo(String folder) {
    return Optional.empty();
  }

  @Override
  public List<String> survivors(String blob) {
    return List.of();
  }

  @Override
  public List<String> earlier(String path) {
    return List.of();
  }

  @Override
  public Coverage coverage() {
    return Coverage.NOTHING;
  }

  @Override
  public void close() {}
}
