package dev.reeve.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.Engine;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reeve changes ...}: changes that come from outside, before they are carried out. */
@Command(
    name = "changes",
    description = "Changes to files that wait for the gate and for people.",
    subcommands = {ChangesCommand.Submit.class, ChangesCommand.Show.class})
final class ChangesCommand {

  /** Tells how a change stands, in text or JSON. */
  abstract static class Told extends EngineCommand {
    int tell(Output output, Proposal proposal) {
      output.show(proposal, () -> print(output, proposal));
      return switch (proposal.standing()) {
        case DENIED, REJECTED -> Exit.REFUSED;
        case WAITING, POLICY_CHANGED, SUPERSEDED -> Exit.HELD;
        default -> Exit.DONE;
      };
    }

    private static void print(Output output, Proposal proposal) {
      output.line(Output.text(proposal.decisionId()) + "  " + proposal.plan().intent());
      output.line(
          "verdict "
              + proposal.verdict().code()
              + ", risk "
              + proposal.plan().riskProposed().code()
              + (proposal.raised() ? " -> " + proposal.risk().code() : "")
              + ", "
              + proposal.good()
              + " of "
              + proposal.needed()
              + " approvals");
      proposal.reasons().forEach(reason -> output.line("- " + reason));
      output.table(
          List.of("DOES", "FILE", "LINES", "NOW"),
          proposal.items().stream()
              .map(
                  item ->
                      List.of(
                          item.operation(),
                          item.path(),
                          "+" + item.linesAdded() + " -" + item.linesRemoved(),
                          item.code() == null ? "as expected" : item.code()))
              .toList());
    }
  }

  @Command(
      name = "submit",
      description =
          "Hands in a plan with its change set, and has the gate judge it; no file is changed."
              + " Exit 4 when it waits for a person, 3 when it is denied.")
  static final class Submit extends Told {
    @Parameters(
        index = "0",
        paramLabel = "FILE",
        description = "JSON: an object with the members plan and changeset.")
    Path file = Path.of("");

    @Override
    int run(Output output) {
      JsonNode document = read();
      try (Engine engine = visit()) {
        return tell(output, engine.approvals().handIn(document, engine.operator()));
      }
    }

    private JsonNode read() {
      try {
        return Json.parse(Files.readString(file));
      } catch (JsonProcessingException e) {
        throw unreadable("it is not one JSON document: " + e.getOriginalMessage());
      } catch (IOException e) {
        throw unreadable(String.valueOf(e.getMessage()));
      }
    }

    private EngineException unreadable(String why) {
      return EngineException.of(
              Kind.INVALID, "INVALID_FILE", "Nothing was handed in from " + file + ": " + why)
          .with(
              "Nothing was stored or changed.",
              "Hand in a file as docs/reference/changes.md has it.");
    }
  }

  @Command(
      name = "show",
      description =
          "How a change stands: verdict, risk, and each file against what the change expects.")
  static final class Show extends Told {
    @Parameters(index = "0", paramLabel = "DECISION", description = "dec_ and 12 hex digits.")
    String decision = "";

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        return tell(output, engine.approvals().show(decision, engine.operator()));
      }
    }
  }
}
