package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.inbox.Snooze;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve inbox ...}: everything that waits for a person. */
@Command(
    name = "inbox",
    description = "Everything that waits for a person, most urgent first.",
    subcommands = {
      InboxCommand.ListRows.class,
      InboxCommand.Acknowledge.class,
      InboxCommand.SnoozeRows.class
    })
final class InboxCommand extends EngineCommand {

  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      return show(output, engine.inbox().list(), false);
    }
  }

  private static int show(Output output, InboxList list, boolean all) {
    List<InboxItem> shown =
        list.items().stream()
            .filter(item -> all || item.state() != InboxItem.State.SNOOZED)
            .toList();
    output.show(
        new InboxList(list.asOf(), shown, list.lastDecision(), list.unread()),
        () -> print(output, list, shown));
    return list.in(InboxItem.State.OPEN).isEmpty() && list.unread().isEmpty()
        ? Exit.DONE
        : Exit.PROBLEMS;
  }

  private static void print(Output output, InboxList list, List<InboxItem> shown) {
    if (shown.isEmpty()) {
      InboxList.Decision last = list.lastDecision();
      output.line(
          "Nothing needs you."
              + (last == null
                  ? ""
                  : " Last decision " + Output.time(last.at()) + " by " + last.by() + "."));
    } else {
      output.table(
          List.of("STATE", "ID", "SINCE", "DEADLINE", "OWNER", "WHAT"),
          shown.stream().map(InboxCommand::cells).toList());
      shown.forEach(item -> output.line(Output.plain(item.id() + ": " + item.why())));
    }
    list.unread().forEach(problem -> output.line("not read: " + Output.plain(problem)));
  }

  private static List<String> cells(InboxItem item) {
    return List.of(
        item.state().name().toLowerCase(Locale.ROOT),
        item.id(),
        Output.time(item.since()),
        Output.time(item.deadline()),
        Output.text(item.owner()),
        item.what());
  }

  @Command(name = "list", description = "The same; exit 1 when something needs a person.")
  static final class ListRows extends EngineCommand {
    @Option(names = "--all", description = "Also rows that rest.")
    boolean all;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        return show(output, engine.inbox().list(), all);
      }
    }
  }

  /** Says something of rows that are on the list. */
  abstract static class Word extends EngineCommand {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids, as the list shows them.")
    List<String> ids = List.of();

    abstract int say(InboxView inbox, String operator);

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        requireKnown(engine.inbox().list());
        int changed = say(engine.inbox(), engine.operator());
        output.show(Map.of("changed", changed), () -> output.line("rows: " + changed));
      }
      return Exit.DONE;
    }

    private void requireKnown(InboxList list) {
      Set<String> known =
          list.items().stream().map(InboxItem::id).collect(Collectors.toUnmodifiableSet());
      List<String> unknown = ids.stream().filter(id -> !known.contains(id)).toList();
      if (!unknown.isEmpty()) {
        throw EngineException.of(
                Kind.NOT_FOUND, "NOT_FOUND", "Not on the list: " + String.join(", ", unknown) + ".")
            .with("Nothing was changed.", "reeve inbox list --all shows the ids.");
      }
    }
  }

  @Command(
      name = "acknowledge",
      description =
          "A person knows of these rows: what is over leaves the list, the rest counts again when"
              + " it gets worse.")
  static final class Acknowledge extends Word {
    @Override
    int say(InboxView inbox, String operator) {
      return inbox.acknowledge(ids, operator);
    }
  }

  @Command(name = "snooze", description = "Lays rows to rest.")
  static final class SnoozeRows extends Word {
    @Option(
        names = "--for",
        required = true,
        paramLabel = "LENGTH",
        description = "1h, tomorrow (09:00) or until-worse.")
    String length = "";

    @Override
    int say(InboxView inbox, String operator) {
      Snooze rest =
          Snooze.of(length)
              .orElseThrow(
                  () ->
                      usage(
                          "Invalid value for option '--for': write one of "
                              + Stream.of(Snooze.values())
                                  .map(Snooze::code)
                                  .collect(Collectors.joining(", "))));
      return inbox.snooze(ids, rest, operator);
    }
  }
}
