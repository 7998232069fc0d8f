package dev.reeve.engine.links.suggest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names of files by the words they are made of. */
final class NameWords {
  /** Shorter ones are in too many names to say anything. */
  private static final int SHORTEST = 3;

  private final Map<String, Set<String>> byWord = new HashMap<>();

  NameWords(Set<String> names) {
    for (String name : names) {
      of(name).forEach(word -> byWord.computeIfAbsent(word, ignored -> new TreeSet<>()).add(name));
    }
  }

  /** Names with the same ending that share words, those that share most first. */
  List<String> sharing(String name, int most) {
    Set<String> own = of(name);
    String ending = Paths.ending(name);
    return own.stream()
        .flatMap(word -> byWord.getOrDefault(word, Set.of()).stream())
        .distinct()
        .filter(other -> Paths.ending(other).equalsIgnoreCase(ending))
        .sorted(
            Comparator.<String>comparingDouble(other -> shared(own, of(other)))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  /** Of all words of both names, how many are in both. */
  double shared(String name, String other) {
    return shared(of(name), of(other));
  }

  private static double shared(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all.isEmpty() ? 0 : (double) both.size() / all.size();
  }

  private static Set<String> of(String name) {
    return Arrays.stream(
            Paths.stem(name)
                .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{N}]+"))
        .map(
            word ->
                word.length() > SHORTEST && word.endsWith("s")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .filter(word -> word.length() >= SHORTEST)
        .collect(Collectors.toSet());
  }
}
