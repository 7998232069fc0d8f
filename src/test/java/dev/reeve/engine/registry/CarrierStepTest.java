package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a file between the look at it and the writing of its id. */
class CarrierStepTest {
  private static final DocId ID = new DocId("0199900001260118");
  private static final SafePath PATH = new SafePath("docs/a.md");

  @TempDir Path root;
  private FlowRoom room;
  private CarrierWriter.Result answer = CarrierWriter.Result.DONE;
  private final List<String> written = new ArrayList<>();

  private CarrierStep open(String carrier) {
    room = new FlowRoom(root, "registry.carrier = \"" + carrier + "\"\n");
    room.file(PATH.text(), "text\n");
    CarrierWriter writer =
        new CarrierWriter() {
          @Override
          public Result replace(SafePath file, byte[] before, String hash, byte[] after) {
            written.add("replace " + file);
            return answer;
          }

          @Override
          public Result rename(SafePath from, SafePath to, String hash) {
            written.add("rename " + from + " " + to);
            return answer;
          }
        };
    return new CarrierStep(room.workspace, writer, observer());
  }

  private FileObserver observer() {
    return new FileObserver(room.workspace);
  }

  private Observed.Present look() {
    return assertInstanceOf(Observed.Present.class, observer().observe(PATH, null));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aFileThatChangedOrWentSinceItWasReadSettlesAgain() throws IOException {
    CarrierStep step = open("HEADER");
    Observed.Present seen = look();
    Files.writeString(PATH.under(room.root), "other\n");
    assertInstanceOf(Observed.Unstable.class, step.carry(seen, ID).observed());
    Files.delete(PATH.under(room.root));
    assertInstanceOf(Observed.Unstable.class, step.carry(seen, ID).observed());
    assertEquals(List.of(), written);
  }

  @Test
  void aFileThatChangesAtTheLastMomentSettlesAgain() {
    answer = CarrierWriter.Result.STALE;
    CarrierStep header = open("HEADER");
    assertInstanceOf(Observed.Unstable.class, header.carry(look(), ID).observed());
    assertEquals(List.of("replace docs/a.md"), written);
    room.close();
    CarrierStep prefix = open("PREFIX");
    CarrierStep.Carried carried = prefix.carry(look(), ID);
    assertInstanceOf(Observed.Unstable.class, carried.observed());
    assertEquals(PATH, carried.path());
  }

  @Test
  void aNameThatIsTakenIsAPersonsMatter() {
    answer = CarrierWriter.Result.NAME_TAKEN;
    Observed.Failed failed =
        assertInstanceOf(Observed.Failed.class, open("PREFIX").carry(look(), ID).observed());
    assertEquals("NAME_COLLISION_UNRESOLVED", failed.code());
    assertEquals(List.of("rename docs/a.md docs/0199900001260118_a.md"), written);
  }

  @Test
  void aFileAtTheTopGetsItsPrefixThere() {
    open("PREFIX");
    assertEquals(
        new SafePath("0199900001260118_a.md"), CarrierStep.prefixed(new SafePath("a.md"), ID));
  }
}
