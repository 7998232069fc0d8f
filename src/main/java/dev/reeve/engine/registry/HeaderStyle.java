package dev.reeve.engine.registry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a type of file can carry its id inside. Source: {@code docs/reference/ids.md}, table of
 * headers.
 */
public enum HeaderStyle {
  /** {@code # doc_id: N} */
  HASH,
  /** {@code // doc_id: N} */
  SLASHES,
  /** {@code /* doc_id: N *}{@code /} */
  CSS,
  /** {@code -- doc_id: N} */
  SQL,
  /** {@code ; doc_id: N} */
  INI,
  /** A key of the front matter, else an HTML comment. */
  MARKDOWN,
  /** {@code <!-- doc_id: N -->} */
  MARKUP,
  /** {@code REM doc_id: N} */
  BATCH,
  /** Member {@code _doc_id} of the top-level object. */
  JSON,
  /** Written by nobody, but one that is there is read. */
  READ_ONLY,
  /** Neither read nor written: data rows, lock files, anything else. */
  NONE;

  private static final Map<String, HeaderStyle> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("py", HASH),
          Map.entry("sh", HASH),
          Map.entry("rb", HASH),
          Map.entry("ps1", HASH),
          Map.entry("yaml", HASH),
          Map.entry("yml", HASH),
          Map.entry("toml", HASH),
          Map.entry("properties", HASH),
          Map.entry("java", SLASHES),
          Map.entry("kt", SLASHES),
          Map.entry("js", SLASHES),
          Map.entry("ts", SLASHES),
          Map.entry("c", SLASHES),
          Map.entry("h", SLASHES),
          Map.entry("cpp", SLASHES),
          Map.entry("cs", SLASHES),
          Map.entry("go", SLASHES),
          Map.entry("rs", SLASHES),
          Map.entry("mq4", SLASHES),
          Map.entry("mqh", SLASHES),
          Map.entry("css", CSS),
          Map.entry("sql", SQL),
          Map.entry("ini", INI),
          Map.entry("md", MARKDOWN),
          Map.entry("html", MARKUP),
          Map.entry("xml", MARKUP),
          Map.entry("svg", MARKUP),
          Map.entry("fxml", MARKUP),
          Map.entry("bat", BATCH),
          Map.entry("cmd", BATCH),
          Map.entry("json", JSON),
          Map.entry("txt", READ_ONLY));
  private static final Set<String> LOCK_FILES =
      Set.of("package-lock.json", "npm-shrinkwrap.json", "packages.lock.json", "pnpm-lock.yaml");
  private static final Pattern HASH_NAMES =
      Pattern.compile("Makefile|Dockerfile|\\.[a-z]+ignore", Pattern.CASE_INSENSITIVE);

  /** The style for a file name; an id prefix of the name does not count. */
  public static HeaderStyle of(String filename) {
    String name = Carriers.withoutPrefix(filename);
    if (LOCK_FILES.contains(name.toLowerCase(Locale.ROOT))) {
      return NONE;
    }
    if (HASH_NAMES.matcher(name).matches()) {
      return HASH;
    }
    return BY_EXTENSION.getOrDefault(NamespaceRules.extension(name), NONE);
  }
}
