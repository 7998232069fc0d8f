package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowOrderTest {
  @Property(tries = 200)
  @Label("However many of many rows lie out of place, all are in order and none is lost")
  void sorted(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 3_000) int misplaced,
      @ForAll @IntRange(min = 1, max = 5_000) int values) {
    Random random = new Random(seed);
    Integer[] all =
        IntStream.range(0, Arrangement.MANY + random.nextInt(1_000))
            .mapToObj(i -> random.nextInt(values))
            .toArray(Integer[]::new);
    Arrays.sort(all);
    for (int i = 0; i < misplaced; i++) {
      all[random.nextInt(all.length)] = random.nextInt(values);
    }
    Integer[] expected = all.clone();
    Arrays.sort(expected);
    RowOrder.sortShared(all, Comparator.naturalOrder());
    assertArrayEquals(expected, all);
  }
}
