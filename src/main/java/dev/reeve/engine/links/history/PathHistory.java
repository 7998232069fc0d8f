package dev.reeve.engine.links.history;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the past of paths. Paths are canonical, from the root of the workspace. Answers
 * may take seconds the first time, so never ask on the screen's thread; safe on several threads.
 * Source: {@code docs/reference/links.md}.
 */
public interface PathHistory extends AutoCloseable {
  /** For a workspace without version control. */
  PathHistory NONE = new NoHistory();

  /** When the path went for the last time; empty when it never did, as far as the history reads. */
  Optional<Departure> departed(String path);

  /** Where a file that is gone lies now by the newest record of a rename of it. */
  Optional<Move> movedTo(String path);

  /**
   * Where most of the files of a folder that is gone lie now, when they kept their places in it.
   */
  Optional<Move> folderMovedTo(String folder);

  /** Files of the newest commit that hold these bytes, in order of their paths. */
  List<String> survivors(String blob);

  /** Where a file lay before, newest place first; empty when it never moved. */
  List<String> earlier(String path);

  /** How far back it was read. */
  Coverage coverage();

  /** Gives back the open store; asking is an error from then on. */
  @Override
  void close();
}
