package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {

  /** Run with {@code -Dreeve.write-docs=true} to write the page anew. */
  @Test
  @DisplayName("docs/commands.md says what the command line says of itself")
  void thePageIsInStep() throws Exception {
    Path page = Path.of("docs", "commands.md");
    String wanted =
        CommandReference.markdown(
            ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR));
    if (Boolean.getBoolean("reeve.write-docs")) {
      Files.write(page, wanted.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(wanted, Files.readString(page).replace("\r\n", "\n"));
  }
}
