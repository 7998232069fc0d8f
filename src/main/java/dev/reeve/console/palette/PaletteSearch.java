package dev.reeve.console.palette;

import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.console.palette.PaletteEntry.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds entries by what was typed: every word must be found in the name, the pane, the ID or the
 * other words for it; what begins with it comes before what only contains it, what was used lately
 * before both. {@code >} asks for commands only, {@code #} for IDs, {@code /} for paths, {@code @}
 * for operators. Immutable; safe on any thread. Source: {@code docs/guide/console.md}.
 */
public final class PaletteSearch {
  private static final int NOT_FOUND = -1;

  private record Indexed(PaletteEntry entry, String name, String where, String id, String other) {
    static Indexed of(PaletteEntry entry) {
      return new Indexed(
          entry, low(entry.name()), low(entry.where()), low(entry.id()), low(entry.also()));
    }
  }

  private record Hit(PaletteEntry entry, int recent, int score, int length) {}

  private final List<Indexed> all;
  private final List<String> recent;

  /**
   * @param entries everything that can be found
   * @param recent IDs of entries used lately, newest first
   */
  public PaletteSearch(List<PaletteEntry> entries, List<String> recent) {
    this.all = entries.stream().map(Indexed::of).toList();
    this.recent = List.copyOf(recent);
  }

  /**
   * The best matches, best first; without a word what was used lately, then the panes, then what
   * else is offered at once, each in the order it was given in.
   */
  public List<PaletteEntry> find(String typed, int limit) {
    String text = typed.strip();
    Set<Kind> kinds = kinds(text);
    boolean prefixed = !text.isEmpty() && ">#/@".indexOf(text.charAt(0)) >= 0;
    boolean byId = text.startsWith("#");
    String[] words = low(prefixed ? text.substring(1) : text).strip().split("\\s+");
    boolean nothingAsked = words.length == 1 && words[0].isEmpty();
    List<Hit> hits = new ArrayList<>();
    Offer least = prefixed ? Offer.ASKED : Offer.AT_ONCE;
    for (Indexed each : all) {
      PaletteEntry entry = each.entry();
      int recency = recent.indexOf(entry.id());
      boolean offered = recency >= 0 || entry.offer().compareTo(least) <= 0;
      if (!kinds.contains(entry.kind()) || (nothingAsked && !offered)) {
        continue;
      }
      int score = nothingAsked ? unasked(entry, recency) : score(each, words, byId);
      if (score != NOT_FOUND) {
        int length = nothingAsked ? hits.size() : entry.name().length(); // the shorter is nearer
        hits.add(new Hit(entry, recency < 0 ? Integer.MAX_VALUE : recency, score, length));
      }
    }
    return hits.stream().sorted(ORDER).limit(limit).map(Hit::entry).toList();
  }

  private static final Comparator<Hit> ORDER =
      Comparator.comparing((Hit hit) -> hit.recent() == Integer.MAX_VALUE)
          .thenComparingInt(Hit::score)
          .thenComparingInt(Hit::recent)
          .thenComparing(hit -> !hit.entry().enabled())
          .thenComparingInt(Hit::length)
          .thenComparing(hit -> hit.entry().kind())
          .thenComparing(hit -> hit.entry().name())
          .thenComparing(hit -> hit.entry().id());

  private static int unasked(PaletteEntry entry, int recency) {
    return recency >= 0 || entry.kind() == Kind.PANE ? 0 : 1;
  }

  private static Set<Kind> kinds(String text) {
    return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
      case '>' -> EnumSet.of(Kind.COMMAND);
      case '#' -> EnumSet.of(Kind.JOB, Kind.DOCUMENT, Kind.EXECUTION);
      case '/' -> EnumSet.of(Kind.JOB, Kind.DOCUMENT);
      case '@' -> EnumSet.of(Kind.OPERATOR);
      default -> EnumSet.allOf(Kind.class);
    };
  }

  private static int score(Indexed each, String[] words, boolean byId) {
    int sum = 0;
    for (String word : words) {
      int best = better(place(each.id(), word), place(each.other(), word));
      if (!byId) {
        best = better(place(each.name(), word), better(best, later(place(each.where(), word))));
      }
      if (best == NOT_FOUND) {
        return NOT_FOUND;
      }
      sum += best;
    }
    return sum;
  }

  /** 0 at the start, 1 at the start of a word, 2 inside. */
  private static int place(String text, String word) {
    int at = text.indexOf(word);
    if (at < 0) {
      return NOT_FOUND;
    }
    if (at == 0) {
      return 0;
    }
    for (int i = at; i >= 0; i = text.indexOf(word, i + 1)) {
      if (!Character.isLetterOrDigit(text.charAt(i - 1))) {
        return 1;
      }
    }
    return 2;
  }

  private static int later(int place) {
    return place == NOT_FOUND ? NOT_FOUND : place + 3;
  }

  private static int better(int one, int other) {
    if (one == NOT_FOUND || other == NOT_FOUND) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }

  private static String low(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
