package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.FaultCases.Answer;
import dev.reeve.engine.FaultCases.Case;
import dev.reeve.engine.FaultCases.Stand;
import dev.reeve.engine.change.TrailCheck;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.FaultyFiles.Call;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every operation that writes, with every fault, at every call on the disk that the fault can
 * happen to: one row each. Which calls there are is found out by a run without a fault.
 */
final class FaultMatrix implements AutoCloseable {
  /** A workspace that grows old makes every row slower, as its whole trail is proved after each. */
  private static final int ROWS_A_WORKSPACE = 15;

  private final Path folder;
  private final boolean whole;
  private final List<FaultBed> beds = new ArrayList<>();
  private int opened;

  /**
   * @param whole every call; else of calls that look alike only the first and the last
   */
  FaultMatrix(Path folder, boolean whole) {
    this.folder = folder;
    this.whole = whole;
  }

  Stream<DynamicNode> rows() {
    return Stream.of(FaultCases.values()).map(this::rows);
  }

  private DynamicNode rows(FaultCases operation) {
    Ground ground = new Ground(operation);
    return DynamicContainer.dynamicContainer(
        operation.words(), Stream.of(Fault.values()).flatMap(fault -> rows(ground, fault)));
  }

  private Stream<DynamicNode> rows(Ground ground, Fault fault) {
    if (fault == Fault.NOT_READ) {
      ground.renew(); // an older workspace has more to read, and a row may run in a new one
    }
    List<String> calls = ground.calls(fault);
    return numbers(calls)
        .filter(number -> whole || !ground.elsewhere(calls.get(number - 1)))
        .mapToObj(
            number ->
                DynamicTest.dynamicTest(
                    fault.words() + " at call " + number + ", " + calls.get(number - 1),
                    () -> ground.row(fault, number)));
  }

  private IntStream numbers(List<String> calls) {
    if (whole) {
      return IntStream.rangeClosed(1, calls.size());
    }
    TreeSet<Integer> out = new TreeSet<>();
    Map<String, Integer> last = new HashMap<>();
    for (int number = 1; number <= calls.size(); number++) {
      if (last.put(calls.get(number - 1), number) == null) {
        out.add(number);
      }
    }
    out.addAll(last.values());
    return out.stream().mapToInt(Integer::intValue);
  }

  @Override
  public void close() {
    beds.forEach(FaultBed::close);
  }

  /** One operation's workspace; made anew after a row that failed. */
  private final class Ground {
    private final FaultCases operation;
    private FaultBed bed;
    private int rows;

    Ground(FaultCases operation) {
      this.operation = operation;
      this.bed = open();
    }

    private FaultBed open() {
      try {
        Path root = Files.createDirectory(folder.resolve("bed" + ++opened));
        FaultBed made = new FaultBed(root, operation.carrier());
        beds.add(made);
        for (int warm = 0; warm < 2; warm++) { // the second run has its folders already
          Case act = operation.on(made);
          assertEquals(act.expected(), act.act().code());
          made.heal();
          assertEquals(act.end(), act.stand());
        }
        return made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Calls for the evidence, which are the same in every execution. */
    boolean elsewhere(String call) {
      return operation.isLikeAnother()
          && call.contains(".reeve/executions/")
          && !call.contains("journal")
          && !call.contains("index.json");
    }

    private void renew() {
      bed.close();
      beds.remove(bed);
      bed = open();
      rows = 0;
    }

    /** The calls of a run without a fault that this one could happen to. */
    List<String> calls(Fault fault) {
      List<String> out = new ArrayList<>();
      Case act = operation.on(bed);
      bed.files.inject(
          new FaultyFiles.Injection() {
            @Override
            public void before(Call call) {
              note(fault, call, out);
            }
          });
      bed.reads.inject((name, path) -> note(fault, new Call(name, path, null), out));
      answer(act);
      bed.heal();
      return out;
    }

    private synchronized void note(Fault fault, Call call, List<String> out) {
      if (fault.hits(bed, call)) {
        String place = bed.root.relativize(Path.of(call.path().toString())).toString();
        out.add(
            call.operation()
                + " "
                + place
                    .replaceAll("_[0-9a-f]{8,}|[0-9a-f]{12,}|w?\\d+", "N")
                    .replaceAll("N/[0-9a-f]*N", "N"));
      }
    }

    void row(Fault fault, int number) throws IOException {
      boolean passed = false;
      try {
        check(fault, number);
        passed = true;
      } finally {
        bed.heal();
        if (!passed || ++rows == ROWS_A_WORKSPACE) {
          renew();
        }
      }
    }

    private void check(Fault fault, int number) throws IOException {
      Case act = operation.on(bed);
      Fault.Strike strike = fault.at(bed, number);
      Answer answer = answer(act);
      boolean happened = strike.happened();
      bed.heal();
      Stand at = act.stand();
      String what = answer + " at " + at;
      assertTrue(happened, "the fault did not happen; " + strike.seen() + " calls: " + what);
      judge(fault, act, answer, at, what);
      Set<String> codes = ExpectedCodes.of(operation, fault, strike.place());
      assertTrue(
          answer.code().isEmpty() || codes.contains(answer.code()),
          "at " + strike.place() + " expected one of " + codes + ": " + what);
      bed.changes.recovery().run();
      assertEquals(at, act.stand(), "recovery changed it: " + what);
      assertInstanceOf(TrailCheck.Whole.class, bed.trail.verify(), what);
      if (at == Stand.EDITED) {
        act.undoEdit();
      }
      act.resolve(at == Stand.EDITED);
      Case again = operation.on(bed);
      assertEquals(again.expected(), answer(again).code(), "again, after: " + what);
      bed.heal();
      assertEquals(again.end(), again.stand(), "again, after: " + what);
      assertEquals(List.of(), bed.temporaries(), what);
    }

    private Answer answer(Case act) {
      try {
        return act.act();
      } catch (EngineException e) {
        return new Answer(e.code(), String.valueOf(e.getMessage()));
      } catch (IOException e) {
        return new Answer(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
      }
    }

    private void judge(Fault fault, Case act, Answer answer, Stand at, String what) {
      if (fault == Fault.EDITED) {
        assertEquals(Stand.EDITED, at, "the user's edit is lost: " + what);
        assertFalse(answer.code().isEmpty(), what);
      } else if (answer.code().isEmpty()) {
        assertEquals(Stand.AFTER, at, what);
      } else {
        assertFalse(answer.message().isBlank(), what);
        assertTrue(
            at == Stand.BEFORE
                || at == Stand.PARTLY && act.mayBePartly()
                || at == Stand.AFTER && act.isUpkeep(),
            what);
      }
    }
  }
}
