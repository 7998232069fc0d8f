package dev.reeve.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes {@code docs/commands.md} from the command line's own model, so that it cannot be out of
 * step.
 */
public final class CommandReference {
  private static final String HEAD =
      """
      # Commands

      Every command takes `--workspace DIR` (default: the nearest parent with `.reeve`, else the current folder) and
      `--json` (one JSON document on standard output; the log goes to standard error).

      | exit code | meaning |
      |---|---|
      | 0 | done |
      | 1 | it worked and found problems, or a part failed |
      | 2 | usage, configuration or set-up |
      | 3 | refused: approval, policy, a newer format, or a choice that is missing |
      | 4 | stopped early by a cap or an operator, or waiting for a person |
      | 5 | a lock or lease was not had or was lost |
      | 130, 143 | interrupted |

      This page is made from the program's own description of its commands.
      """;

  private CommandReference() {}

  /** The page, with LF line ends. */
  public static String markdown(CommandLine root) {
    StringBuilder page = new StringBuilder(HEAD);
    for (CommandLine command : leaves(root)) {
      describe(command.getCommandSpec(), page);
    }
    return page.toString();
  }

  private static List<CommandLine> leaves(CommandLine command) {
    List<CommandLine> out = new ArrayList<>();
    if (command.getSubcommands().isEmpty() || command.getCommandSpec().parent() == null) {
      out.add(command);
    }
    for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
      out.addAll(leaves(sub.getValue()));
    }
    return out;
  }

  private static void describe(CommandSpec spec, StringBuilder page) {
    page.append("\n## `").append(spec.qualifiedName());
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      page.append(' ')
          .append(parameter.arity().min() == 0 ? "[" : "")
          .append(parameter.paramLabel());
      page.append(parameter.arity().max() > 1 ? "…" : "")
          .append(parameter.arity().min() == 0 ? "]" : "");
    }
    page.append("`\n\n").append(String.join(" ", spec.usageMessage().description())).append('\n');
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      rows.add(row(parameter.paramLabel(), parameter));
    }
    for (OptionSpec option : spec.options()) {
      boolean shared =
          List.of("--workspace", "--json", "--help", "--version").contains(option.longestName());
      if (!shared) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        rows.add(row(option.longestName() + value, option));
      }
    }
    if (!rows.isEmpty()) {
      page.append("\n| | |\n|---|---|\n").append(String.join("", rows));
    }
  }

  private static String row(String name, ArgSpec argument) {
    String text = String.join(" ", argument.description()).replace("|", "\\|");
    String fallback =
        argument.defaultValue() == null ? "" : " (default: " + argument.defaultValue() + ")";
    return "| `"
        + name
        + "` | "
        + text
        + fallback
        + (argument.required() && argument.isOption() ? " Required." : "")
        + " |\n";
  }
}
