package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a reason is said in two lines. */
final class WhyAndNextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Two files carry one ID (ID_CONFLICT): 0110 is carried by a.md and by b.md, and more tries would not mend it. The file is as before. To do: give one of the two another ID, then requeue it, or drop it. | Two files carry one ID (ID_CONFLICT) | To do: give one of the two another ID, then requeue it, or drop it. | To do: give one of the two another ID
          Try 1 of 8 failed: File is held open. What helps: close the program. The next try starts in 1:31. | Try 1 of 8 failed: File is held open. | The next try starts in 1:31. | The next try starts in 1:31.
          It waits for a free worker; the oldest job goes next. | It waits for a free worker; the oldest job goes next. | - | -
          worker-3 has had it for 3 s; it ends by itself, or its lease runs out at 14:02:11 and it is tried again. | worker-3 has had it for 3 s | It ends by itself, or its lease runs out at 14:02:11 and it is tried again. | It ends by itself
          Held by dana; its process (pid 12 on vm) is running. It is held for copying; the lease is renewed by itself, else it ends at 14:02. | Held by dana; its process (pid 12 on vm) is running. | It is held for copying; the lease is renewed by itself, else it ends at 14:02. | The lease is renewed by itself
          It watches: the last event came 3 s ago. The next file that changes joins the queue. | It watches: the last event came 3 s ago. | The next file that changes joins the queue. | The next file that changes joins the queue.
          It failed. To do: look there (Settings, Registry opens it), then requeue it. | It failed. | To do: look there (Settings, Registry opens it), then requeue it. | To do: look there (Settings, Registry opens it)
          """)
  void whyAndNext(String reason, String why, String longest, String shortest) {
    WhyAndNext told = WhyAndNext.of(reason);
    assertEquals(why, told.why());
    assertEquals(longest, told.next().isEmpty() ? null : told.next().getFirst());
    assertEquals(shortest, told.next().isEmpty() ? null : told.next().getLast());
  }
}
