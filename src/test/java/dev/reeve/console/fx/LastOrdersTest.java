package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastOrdersTest {
  private static final class Row extends SnapshotRow<Integer> {
    Row(int number) {
      super(Integer.toString(number), number);
    }

    @Override
    public Badge badge() {
      return Badge.of(0, "", Icon.CIRCLE, Badge.Hue.IDLE);
    }
  }

  private final LastOrders<Row> last = new LastOrders<>();
  private final List<Row> rows =
      new ArrayList<>(IntStream.range(0, Arrangement.MANY).mapToObj(Row::new).toList());
  private final AtomicInteger compared = new AtomicInteger();
  private final Comparator<Row> up = Comparator.comparing(SnapshotRow::snapshot);
  private final RowOrder<Row> order =
      RowOrder.by(
          (one, other) -> {
            compared.incrementAndGet();
            return up.compare(one, other);
          });

  private int sortedAfter(int compares) {
    last.sort(rows, order);
    List<Row> expected = new ArrayList<>(rows);
    expected.sort(up);
    assertEquals(expected, rows);
    return compared.get() - compares;
  }

  @Test
  @DisplayName("What lay in this order and has not changed is not compared again")
  void unchanged() {
    Collections.shuffle(rows, new Random(1));
    sortedAfter(0);
    Collections.shuffle(rows, new Random(2));
    assertEquals(0, sortedAfter(compared.get()));
  }

  @Test
  @DisplayName("What changed is put in its place; what nearly lies in order costs little")
  void changed() {
    Collections.shuffle(rows, new Random(1));
    int first = sortedAfter(0);
    rows.get(7).set(1_500);
    last.loosen();
    int again = sortedAfter(compared.get());
    assertEquals(true, again < first / 2, again + " after " + first);
  }

  @Test
  @DisplayName("Rows that came are sorted in")
  void came() {
    sortedAfter(0);
    rows.add(new Row(-5));
    last.forget();
    sortedAfter(0);
    assertEquals(-5, rows.getFirst().snapshot());
  }
}
