package dev.reeve.engine.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PathSetTest {

  @Provide
  Arbitrary<List<String>> paths() {
    Arbitrary<String> segment = Arbitraries.of("a", "b", "ab", "A", "a-b", "a b");
    Arbitrary<String> path = segment.list().ofMinSize(1).ofMaxSize(3).map(s -> String.join("/", s));
    return path.list().ofMaxSize(5);
  }

  private static PathSet set(List<String> paths) {
    return PathSet.of(LockRoom.safe(paths.toArray(String[]::new)), false);
  }

  @Property(tries = 500)
  void conflictsExactlyWhenEqualOrAncestor(
      @ForAll("paths") List<String> left, @ForAll("paths") List<String> right) {
    boolean expected =
        left.stream()
            .anyMatch(
                a ->
                    right.stream()
                        .anyMatch(
                            b -> a.equals(b) || a.startsWith(b + "/") || b.startsWith(a + "/")));
    assertEquals(expected, set(left).conflict(set(right)).isPresent());
    assertEquals(expected, set(right).conflict(set(left)).isPresent());
  }

  @Property(tries = 100)
  void survivesItsJson(@ForAll("paths") List<String> paths) throws Exception {
    PathSet set = set(paths);
    assertEquals(List.copyOf(set.texts()), List.copyOf(PathSet.parse(set.json(), false).texts()));
  }

  @Test
  @DisplayName("the whole root conflicts with everything but nothing")
  void wholeRoot() {
    PathSet some = set(List.of("a/b"));
    assertTrue(PathSet.wholeRoot().conflict(some).isPresent());
    assertTrue(some.conflict(PathSet.wholeRoot()).isPresent());
    assertTrue(PathSet.wholeRoot().conflict(PathSet.wholeRoot()).isPresent());
    assertTrue(set(List.of()).conflict(PathSet.wholeRoot()).isEmpty());
  }

  @Test
  @DisplayName("where the volume ignores case, so do the keys")
  void caseFolding() {
    PathSet upper = PathSet.of(LockRoom.safe("Docs/A.md"), true);
    PathSet lower = PathSet.of(LockRoom.safe("docs"), true);
    assertEquals("Docs/A.md", lower.conflict(upper).orElseThrow());
    assertTrue(set(List.of("docs")).conflict(set(List.of("Docs/A.md"))).isEmpty());
  }
}
