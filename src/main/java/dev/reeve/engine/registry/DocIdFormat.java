package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How document ids are laid out: structured (type, namespace, sequence, scope) or by calendar
 * (date, time, running number). New ids are always structured and never come from the clock.
 * Immutable. Source: {@code docs/reference/ids.md}.
 */
public final class DocIdFormat {

  /** Which layout an id has. */
  public enum Layout {
    STRUCTURED,
    /** Begins with a date; never moves a counter. */
    CALENDAR,
    FOREIGN
  }

  private final NamespaceRules rules;
  private final String scope;

  /**
   * @param scope six digits that end every new id; configuration, never the clock
   */
  public DocIdFormat(NamespaceRules rules, String scope) {
    this.rules = rules;
    this.scope = scope;
  }

  /** The layout of an id. */
  public Layout layout(DocId id) {
    if (id.foreign()) {
      return Layout.FOREIGN;
    }
    boolean calendar = startsWithDate(id.text()) && !rules.knows(id.text().substring(2, 5));
    return calendar ? Layout.CALENDAR : Layout.STRUCTURED;
  }

  private static boolean startsWithDate(String text) {
    int year = Integer.parseInt(text.substring(0, 4));
    if (year < 2000 || year > 2099) {
      return false;
    }
    try {
      LocalDate.of(
          year, Integer.parseInt(text.substring(4, 6)), Integer.parseInt(text.substring(6, 8)));
      return true;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }

  /** The counter a structured id belongs to; empty for the other layouts. */
  public Optional<IdStream> stream(DocId id) {
    if (layout(id) != Layout.STRUCTURED) {
      return Optional.empty();
    }
    String text = id.text();
    return Optional.of(
        new IdStream(text.substring(10), text.substring(2, 5), text.substring(0, 2)));
  }

  /** The number of a structured id in its stream; 0 for the other layouts. */
  public int sequence(DocId id) {
    return layout(id) == Layout.STRUCTURED ? Integer.parseInt(id.text().substring(5, 10)) : 0;
  }

  /**
   * The stream that gives a file its id.
   *
   * @throws EngineException {@code ID_NAMESPACE_FORBIDDEN} when its ids would read as dates
   */
  public IdStream streamFor(SafePath path) {
    IdStream stream = new IdStream(scope, rules.namespace(path.text()), rules.type(path.name()));
    if (stream.type().equals("20")
        && stream.namespace().compareTo("260") >= 0
        && stream.namespace().compareTo("299") <= 0) {
      throw EngineException.of(
              Kind.INVALID,
              "ID_NAMESPACE_FORBIDDEN",
              "No id was allocated for "
                  + path
                  + ": type 20 with namespace "
                  + stream.namespace()
                  + " reads as a date.")
          .with("Nothing was changed.", "Give that folder a namespace outside 260 to 299.");
    }
    return stream;
  }
}
