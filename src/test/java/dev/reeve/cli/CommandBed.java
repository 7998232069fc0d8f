package dev.reeve.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Gives commands as a person would, in this process, and hears what is printed. */
final class CommandBed {
  private CommandBed() {}

  /** What a command printed and how it ended. */
  record Said(int exit, String out, String err) {
    JsonNode json() throws Exception {
      return Json.parse(out);
    }
  }

  static Said say(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return new Said(line.execute(args), out.toString(), err.toString());
  }

  /** The same of a workspace, answered in JSON. */
  static Said in(Path workspace, String... args) {
    return say(
        Stream.concat(Stream.of(args), Stream.of("--workspace", workspace.toString(), "--json"))
            .toArray(String[]::new));
  }
}
