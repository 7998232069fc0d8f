package dev.reeve.engine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process that runs a main class of the tests, to be watched or killed. */
public final class Child {
  private Child() {}

  /** The command line of such a process; it starts quickly, and is never fast. */
  public static List<String> command(Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** Starts it; what it writes to its error stream appears in ours. */
  public static Process start(Class<?> main, String... args) throws IOException {
    return new ProcessBuilder(command(main, args))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Runs it to its end and gives what it wrote. */
  public static String output(Class<?> main, String... args) throws Exception {
    Process process = start(main, args);
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return text;
  }
}
