package dev.reeve.engine.registry;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One counter of document ids. Streams sort by type, namespace, scope, the order of a back-fill.
 * Immutable. Source: {@code docs/reference/ids.md}.
 *
 * @param scope six digits that end the id
 * @param namespace three digits from the place of the file
 * @param type two digits from its extension
 */
public record IdStream(String scope, String namespace, String type)
    implements Comparable<IdStream> {
  /** Highest number of a stream. */
  public static final int CAPACITY = 99_999;

  private static final Pattern KEY =
      Pattern.compile("(?<scope>[0-9]{6}):(?<ns>[0-9]{3}):(?<type>[0-9]{2})");
  private static final Pattern OLD_KEY =
      Pattern.compile("(?<ns>[0-9]{3})_(?<type>[0-9]{2})_(?<scope>[0-9]{6})");
  private static final Comparator<IdStream> ORDER =
      Comparator.comparing(IdStream::type)
          .thenComparing(IdStream::namespace)
          .thenComparing(IdStream::scope);

  /** Reads a counter's key in either spelling, {@code 260118:999:20} or {@code 999_20_260118}. */
  public static Optional<IdStream> parse(String key) {
    for (Pattern pattern : new Pattern[] {KEY, OLD_KEY}) {
      Matcher m = pattern.matcher(key);
      if (m.matches()) {
        return Optional.of(new IdStream(m.group("scope"), m.group("ns"), m.group("type")));
      }
    }
    return Optional.empty();
  }

  /** The key as Reeve writes it. */
  public String key() {
    return scope + ":" + namespace + ":" + type;
  }

  /** The key as older registries spell it. */
  public String oldKey() {
    return namespace + "_" + type + "_" + scope;
  }

  /** The id with this number of the stream, 1 to {@link #CAPACITY}. */
  public DocId id(int sequence) {
    return new DocId(String.format(Locale.ROOT, "%s%s%05d%s", type, namespace, sequence, scope));
  }

  @Override
  public int compareTo(IdStream other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return key();
  }
}
