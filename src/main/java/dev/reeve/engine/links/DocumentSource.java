package dev.reeve.engine.links;

/** Documents, each read when it is first asked for. Source: {@code docs/reference/links.md}. */
public interface DocumentSource {
  /** What became of reading it. */
  Reading get(String path);

  /** How many lines a file has; as many as there can be when that was not counted. */
  int lines(String path);
}
