package dev.reeve.console.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be typed into a pane's filter field: free text and tokens such as {@code state:retry
 * path:docs/** age:>1h}. A leading {@code -} negates; tokens of one name are alternatives,
 * different names must all hold. A word with an unknown name is free text. Immutable once built;
 * safe on any thread. Source: {@code docs/guide/console.md}.
 *
 * @param <R> row
 */
public final class FilterGrammar<R> {
  private static final Pattern WORD = Pattern.compile("(-?)(?:([a-z]+):)?(\"[^\"]*\"|\\S+)");
  private static final Pattern AGE = Pattern.compile("([<>]?)(\\d+)(s|m|min|h|d)");

  /**
   * One token that a text names.
   *
   * @param name such as {@code state}
   */
  public record Token(String name, String value, boolean negated) {}

  /**
   * A text, read.
   *
   * @param passes which rows it lets through
   * @param tokens the named tokens in it
   */
  public record Query<R>(Predicate<R> passes, List<Token> tokens) {
    /** Whether the text asks for the value, not its absence. */
    public boolean asks(String name, String value) {
      return tokens.contains(new Token(name, value, false));
    }

    /** Whether the text asks for any value of the name. */
    public boolean asks(String name) {
      return tokens.stream().anyMatch(token -> token.name().equals(name) && !token.negated());
    }
  }

  /**
   * A word as it stands in a text.
   *
   * @param text with its sign and quotes
   * @param token whether it names something that is known here; else it is free text
   */
  record Word(String text, boolean token, int start, int end) {
    /** The whole text without this word. */
    String leftOutOf(String typed) {
      return (typed.substring(0, start).stripTrailing() + " " + typed.substring(end).stripLeading())
          .strip();
    }
  }

  private record Kind<R>(List<String> values, Function<String, BiPredicate<R, Instant>> test) {}

  private final Map<String, Kind<R>> kinds = new LinkedHashMap<>();
  private final List<Function<R, String>> texts = new ArrayList<>();

  /**
   * @param text what free text is looked for in
   */
  public FilterGrammar(Function<R, String> text) {
    texts.add(text);
  }

  /** Has free text looked for in this too. */
  void reads(Function<R, String> text) {
    texts.add(text);
  }

  /** A token whose value equals, or begins, one of a few words. */
  public FilterGrammar<R> word(String name, List<String> values, Function<R, String> member) {
    kinds.put(
        name,
        new Kind<>(values, value -> (row, now) -> fold(member.apply(row)).startsWith(fold(value))));
    return this;
  }

  /** A token that a path must match: a glob with {@code *} and {@code **}, or a part of it. */
  public FilterGrammar<R> path(String name, Function<R, String> member) {
    kinds.put(
        name,
        new Kind<>(
            List.of(),
            value -> {
              Predicate<String> glob = glob(value);
              return (row, now) -> glob.test(member.apply(row));
            }));
    return this;
  }

  /** A token such as {@code >1h}: older, with {@code <} younger, than a length of time. */
  public FilterGrammar<R> age(String name, Function<R, @Nullable Instant> member) {
    kinds.put(
        name,
        new Kind<>(
            List.of(">1h", "<5m", ">1d"),
            value -> {
              Matcher age = AGE.matcher(value);
              if (!age.matches()) {
                return (row, now) -> false;
              }
              Duration limit = duration(Long.parseLong(age.group(2)), age.group(3));
              boolean younger = age.group(1).equals("<");
              return (row, now) -> {
                Instant since = member.apply(row);
                return since != null
                    && younger == Duration.between(since, now).compareTo(limit) < 0;
              };
            }));
    return this;
  }

  /**
   * A token that means something of its own.
   *
   * @param values offered while it is typed
   * @param meaning of a value: which rows it lets through at a moment
   */
  public FilterGrammar<R> test(
      String name, List<String> values, Function<String, BiPredicate<R, Instant>> meaning) {
    kinds.put(name, new Kind<>(values, meaning));
    return this;
  }

  /** Reads a text as of the given moment. */
  public Query<R> read(String typed, Instant now) {
    Map<String, Predicate<R>> wanted = new LinkedHashMap<>();
    List<Token> tokens = new ArrayList<>();
    Predicate<R> all = row -> true;
    Matcher word = WORD.matcher(typed);
    while (word.find()) {
      boolean negated = word.group(1).equals("-");
      String value = word.group(3).replace("\"", "");
      Optional<Kind<R>> kind = Optional.ofNullable(word.group(2)).map(kinds::get);
      if (kind.isEmpty()) {
        String part = fold(word.group().substring(word.end(1) - word.start()).replace("\"", ""));
        Predicate<R> has = row -> says(row, part);
        all = all.and(negated ? has.negate() : has);
        continue;
      }
      String name = word.group(2);
      tokens.add(new Token(name, value, negated));
      BiPredicate<R, Instant> test = kind.get().test().apply(value);
      Predicate<R> here = row -> test.test(row, now);
      if (negated) {
        all = all.and(here.negate());
      } else {
        wanted.merge(name, here, Predicate::or);
      }
    }
    for (Predicate<R> alternatives : wanted.values()) {
      all = all.and(alternatives);
    }
    return new Query<>(all, List.copyOf(tokens));
  }

  /** Asked of every row at each letter typed, so without a stream. */
  private boolean says(R row, String part) {
    for (Function<R, String> text : texts) {
      if (fold(text.apply(row)).contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** The words of a text, in their order. */
  List<Word> words(String typed) {
    return WORD.matcher(typed)
        .results()
        .map(
            word ->
                new Word(
                    word.group(),
                    word.group(2) != null && kinds.containsKey(word.group(2)),
                    word.start(),
                    word.end()))
        .toList();
  }

  /** Whole texts that would complete the word being typed. */
  public List<String> complete(String typed) {
    int start = typed.lastIndexOf(' ') + 1;
    String before = typed.substring(0, start);
    String last = typed.substring(start);
    String sign = last.startsWith("-") ? "-" : "";
    String bare = last.substring(sign.length());
    List<String> found = new ArrayList<>();
    kinds.forEach(
        (name, kind) -> {
          String head = name + ":";
          if (!bare.isEmpty() && head.startsWith(bare)) {
            found.add(before + sign + head);
          }
          for (String value : kind.values()) {
            if (bare.startsWith(head) && (head + value).startsWith(bare)) {
              found.add(before + sign + head + value);
            }
          }
        });
    return found;
  }

  /** The text with the token added, or without it if it is there. */
  public static String toggle(String typed, String token) {
    List<String> words = new ArrayList<>(List.of(typed.strip().split("\\s+")));
    words.remove("");
    if (!words.remove(token)) {
      words.add(token);
    }
    return String.join(" ", words);
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static Predicate<String> glob(String value) {
    if (value.indexOf('*') < 0) {
      String part = fold(value);
      return path -> fold(path).contains(part);
    }
    StringBuilder regex = new StringBuilder();
    for (String piece : value.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)")) {
      switch (piece) {
        case "**" -> regex.append(".*");
        case "*" -> regex.append("[^/]*");
        default -> regex.append(Pattern.quote(piece));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .asMatchPredicate();
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
