package dev.reeve.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The command {@code reeve}. Without a subcommand it opens the console. */
@Command(
    name = "reeve",
    description =
        "Keeps a workspace in order: watches, finds what drifted, proposes repairs, performs those"
            + " that are allowed, and leaves a trail.",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = ReeveCommand.Version.class)
public final class ReeveCommand {
  /** In the order of the help. */
  private static final List<Map.Entry<String, Class<?>>> COMMANDS =
      List.of(
          Map.entry("adopt", AdoptCommand.class),
          Map.entry("sample", SampleCommand.class),
          Map.entry("status", StatusCommand.class),
          Map.entry("inbox", InboxCommand.class),
          Map.entry("watch", WatchCommand.class),
          Map.entry("queue", QueueCommand.class),
          Map.entry("locks", LocksCommand.class),
          Map.entry("links", LinksCommand.class),
          Map.entry("registry", RegistryCommand.class),
          Map.entry("rollout", RolloutCommand.class),
          Map.entry("changes", ChangesCommand.class),
          Map.entry("executions", ExecutionsCommand.class),
          Map.entry("trail", TrailCommand.class),
          Map.entry("events", EventsCommand.class));

  /** Of {@code links}, likewise. */
  private static final List<Map.Entry<String, Class<?>>> LINKS =
      List.of(
          Map.entry("check", LinksCheckCommand.class),
          Map.entry("fix", LinksFixCommand.class),
          Map.entry("triage", LinksTriageCommand.class),
          Map.entry("rules", LinkRulesCommand.class),
          Map.entry("stubs", LinkStubsCommand.class));

  private ReeveCommand() {}

  /**
   * The command line for these arguments: only the command that they begin with, if it is one, and
   * of {@code links} only the one that comes next, because to make them all takes longer than many
   * a command's work.
   */
  public static CommandLine of(
      ConsoleCommand.Window window, TourCommand.Guide guide, String... args) {
    return with(window, guide, asked(COMMANDS, args, 0), asked(LINKS, args, 1));
  }

  /** The one command that is named at this place of the arguments; all when none is. */
  private static Predicate<String> asked(
      List<Map.Entry<String, Class<?>>> commands, String[] args, int place) {
    String name = place < args.length ? args[place] : "";
    boolean known = commands.stream().anyMatch(each -> each.getKey().equals(name));
    return each -> !known || each.equals(name);
  }

  /**
   * The command line, ready to execute.
   *
   * @param window what {@code reeve console} starts
   * @param guide what {@code reeve tour} follows
   */
  public static CommandLine with(ConsoleCommand.Window window, TourCommand.Guide guide) {
    return with(window, guide, _ -> true, _ -> true);
  }

  private static CommandLine with(
      ConsoleCommand.Window window,
      TourCommand.Guide guide,
      Predicate<String> wanted,
      Predicate<String> wantedOfLinks) {
    ConsoleCommand console = new ConsoleCommand(window);
    CommandLine line = new CommandLine(new ReeveCommand());
    for (Map.Entry<String, Class<?>> each : COMMANDS) {
      if (wanted.test(each.getKey())) {
        CommandLine command = new CommandLine(each.getValue());
        if (each.getValue() == LinksCommand.class) {
          add(LINKS, wantedOfLinks, command);
        }
        line.addSubcommand(each.getKey(), command);
      }
    }
    if (wanted.test("console")) {
      line.addSubcommand("console", new CommandLine(console));
      line.addSubcommand("tour", new CommandLine(new TourCommand(guide)));
    }
    line.registerConverter(Duration.class, new DurationText());
    for (CommandLine each : line.getSubcommands().values()) {
      each.registerConverter(Duration.class, new DurationText());
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    Failures.handleOn(line);
    line.setExecutionStrategy(
        parsed ->
            parsed.hasSubcommand()
                    || parsed.isUsageHelpRequested()
                    || parsed.isVersionHelpRequested()
                ? new CommandLine.RunLast().execute(parsed)
                : console.openHere());
    return line;
  }

  private static void add(
      List<Map.Entry<String, Class<?>>> commands, Predicate<String> wanted, CommandLine to) {
    for (Map.Entry<String, Class<?>> each : commands) {
      if (wanted.test(each.getKey())) {
        to.addSubcommand(each.getKey(), each.getValue());
      }
    }
  }

  /** Version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ReeveCommand.class.getPackage().getImplementationVersion();
      return new String[] {"reeve " + (version == null ? "(built from source)" : version)};
    }
  }

  /** {@code 20s}, {@code 5m}, {@code 1h}, {@code 500ms}. */
  static final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no duration: write 500ms, 20s, 5m or 1h");
      }
      long amount = Long.parseLong(form.group(1));
      return switch (form.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
    }
  }
}
