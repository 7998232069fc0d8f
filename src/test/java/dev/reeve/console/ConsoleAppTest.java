package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ConsoleAppTest {
  @Test
  @DisplayName("The program opens its workspace in a window and closes the engine at the end")
  void theProgramOpensAndEnds() throws Exception {
    run(ConsoleAppMain.class);
  }

  @Test
  @DisplayName("A window that fails after it was shown gives way to the first one, which says why")
  void aPieceFailsLater() throws Exception {
    run(PieceMissingMain.class);
  }

  private static void run(Class<?> main) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Process child = new ProcessBuilder(command).inheritIO().start();
    assertTrue(child.waitFor(90, TimeUnit.SECONDS), "it did not end");
    assertEquals(0, child.exitValue());
  }
}
