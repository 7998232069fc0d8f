package dev.reeve.engine.registry;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a file. Immutable but for the bytes, which must not be changed. Source: {@code
 * docs/reference/descriptors.md}.
 *
 * @param language names the folder of the descriptor, such as {@code python}
 * @param parserVersion of the parser and of what asks it, as one text
 * @param errors how many places could not be parsed
 * @param firstError in words, null when there is none
 * @param descriptor the whole of it as JSON; null when the content could not be parsed
 * @param python what only Python has; null for the others
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not kept
public record Described(
    String language,
    Status status,
    String parserId,
    String parserVersion,
    int errors,
    @Nullable String firstError,
    List<String> importsLocal,
    List<String> importsExternal,
    int symbols,
    @Nullable String entrypoint,
    @Nullable String summary,
    @Nullable Python python,
    byte @Nullable [] descriptor) {

  /** How parsing ended. */
  public enum Status {
    OK,
    SYNTAX_ERROR,
    ENCODING_ERROR,
    MISSING_FILE,
    TIMEOUT,
    PARSER_ERROR;

    /** As it stands in columns and descriptors. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What only Python has.
   *
   * @param qualname dotted name of the module, from its path
   * @param cliFramework such as {@code argparse}; {@code none} or {@code unknown}
   */
  public record Python(
      String qualname,
      boolean packageInit,
      boolean mainGuard,
      String cliFramework,
      int functions,
      int classes,
      @Nullable String docstring) {}
}
