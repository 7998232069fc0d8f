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
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation that writes, with every fault, at every call on the disk that the fault can
 * happen to: one row each. Which calls there are is found out by a run without a fault.
 */
@DisplayName("Fault matrix")
class FaultMatrixTest {
  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final List<FaultBed> beds = new ArrayList<>();

  @AfterEach
  void close() {
    beds.forEach(FaultBed::close);
  }

  @TestFactory
  @DisplayName("operation, fault, call")
  Stream<DynamicNode> matrix() {
    return Stream.of(FaultCases.values()).map(this::operation);
  }

  private DynamicNode operation(FaultCases operation) {
    Ground ground = new Ground(operation);
    return DynamicContainer.dynamicContainer(
        operation.words(), Stream.of(Fault.values()).flatMap(fault -> rows(ground, fault)));
  }

  private Stream<DynamicNode> rows(Ground ground, Fault fault) {
    List<String> calls = ground.calls(fault);
    return IntStream.rangeClosed(1, calls.size())
        .mapToObj(
            number ->
                DynamicTest.dynamicTest(
                    fault.words() + " at call " + number + ", " + calls.get(number - 1),
                    () -> ground.row(fault, number)));
  }

  /** One operation's workspace; made anew after a row that failed. */
  private final class Ground {
    private final FaultCases operation;
    private FaultBed bed;

    Ground(FaultCases operation) {
      this.operation = operation;
      this.bed = open();
    }

    private FaultBed open() {
      try {
        FaultBed made =
            new FaultBed(Files.createDirectory(folder.resolve("bed" + beds.size())));
        beds.add(made);
        return made;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    /** The calls of a run without a fault that this one could happen to. */
    List<String> calls(Fault fault) {
      List<String> out = new ArrayList<>();
      for (int warm = 0; warm < 2; warm++) { // the second run has its folders already
        out.clear();
        Case act = operation.on(bed);
        bed.files.inject(
            new FaultyFiles.Injection() {
              @Override
              public void before(Call call) {
                note(fault, call, out);
              }
            });
        bed.reads.inject((name, path) -> note(fault, new Call(name, path, null), out));
        try {
          assertEquals(Answer.DONE, act.act());
          bed.heal();
          assertEquals(Stand.AFTER, act.stand());
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return out;
    }

    private synchronized void note(Fault fault, Call call, List<String> out) {
      if (fault.hits(bed, call)) {
        String place = bed.root.relativize(Path.of(call.path().toString())).toString();
        out.add(call.operation() + " " + place.replaceAll("[0-9a-f]{12,}|\\d+", "N"));
      }
    }

    void row(Fault fault, int number) throws IOException {
      boolean passed = false;
      try {
        check(fault, number);
        passed = true;
      } finally {
        bed.heal();
        if (!passed) {
          bed = open();
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
      System.out.println("ROW|" + operation + "|" + fault + "|" + answer.code() + "|" + at);
      assertTrue(happened, "the fault did not happen; " + strike.seen() + " calls: " + what);
      judge(fault, act, answer, at, what);
      bed.changes.recovery().run();
      Stand later = act.stand();
      assertEquals(at, later, "recovery changed it: " + what);
      assertInstanceOf(TrailCheck.Whole.class, bed.trail.verify(), what);
      if (at == Stand.EDITED) {
        act.undoEdit();
      }
      assertEquals(List.of(), bed.temporaries(), what);
      Case again = operation.on(bed);
      assertEquals(Answer.DONE, answer(again), "again, after: " + what);
      assertEquals(Stand.AFTER, again.stand());
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
      } else if (answer.code().isEmpty()) {
        assertEquals(Stand.AFTER, at, what);
      } else {
        assertFalse(answer.message().isBlank(), what);
        boolean allowed = at == Stand.BEFORE || at == Stand.PARTLY && act.mayBePartly();
        assertTrue(allowed, what);
      }
    }
  }
}
