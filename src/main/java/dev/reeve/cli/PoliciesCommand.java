package dev.reeve.cli;

import dev.reeve.engine.registry.PolicyCopies;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry policies}: the workspace's own policy files; works when one is damaged. */
@Command(
    name = "policies",
    description =
        "The workspace's own policy files and the copies kept of them; exit 1 when they cannot be"
            + " used.")
final class PoliciesCommand extends EngineCommand {
  @Option(
      names = "--restore",
      paramLabel = "FILE",
      description =
          "Put back the copy of this file as it last could be used, such as write-policy.json; what"
              + " is there is set aside.")
  @Nullable String restore;

  @Override
  int run(Output output) {
    PolicyCopies policies = new PolicyCopies(workspace());
    @Nullable Path aside = restore == null ? null : policies.restore(restore);
    String problem = policies.problem();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("restored", restore);
    document.put("set_aside", aside);
    document.put("problem", problem);
    document.put("files", policies.list());
    output.show(
        document,
        () -> {
          output.table(
              List.of("FILE", "IN FORCE", "COPY", "SAME"),
              policies.list().stream()
                  .map(
                      file ->
                          List.of(
                              file.name(), yes(file.present()), yes(file.copy()), yes(file.same())))
                  .toList());
          if (restore != null) {
            output.line("Restored " + restore + (aside == null ? "" : "; the old one is " + aside));
          }
          output.line(problem == null ? "The policies can be used." : problem);
        });
    return problem == null ? Exit.DONE : Exit.PROBLEMS;
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }
}
