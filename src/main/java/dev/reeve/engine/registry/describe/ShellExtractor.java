package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.describe.Facts.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.treesitter.TreeSitterBash;

/** Reads shell scripts with tree-sitter's grammar of bash. */
final class ShellExtractor implements Extractor {
  private static final Map<String, Effect> COMMANDS = new HashMap<>();
  private static final Set<String> REMOTE_GIT = Set.of("clone", "fetch", "pull", "push");

  static {
    put(Effect.FILE_DELETES, "rm", "rmdir", "unlink", "shred");
    put(Effect.FILE_MOVES, "mv", "rename");
    put(
        Effect.FILE_WRITES,
        "cp",
        "mkdir",
        "touch",
        "tee",
        "install",
        "ln",
        "rsync",
        "dd",
        "mktemp");
    put(Effect.FILE_READS, "cat", "head", "tail");
    put(Effect.NETWORK, "curl", "wget", "ssh", "scp", "sftp", "nc", "telnet", "ftp", "kubectl");
    put(Effect.DATABASE, "psql", "mysql", "sqlite3", "mongo", "mongosh", "redis-cli", "etcdctl");
    put(
        Effect.SUBPROCESS,
        "bash",
        "sh",
        "python",
        "python3",
        "node",
        "java",
        "sudo",
        "exec",
        "eval",
        "xargs",
        "docker",
        "make");
  }

  private static void put(Effect effect, String... commands) {
    for (String command : commands) {
      COMMANDS.put(command, effect);
    }
  }

  @Override
  public String language() {
    return "shell";
  }

  @Override
  public String parserId() {
    return "tree-sitter-bash";
  }

  @Override
  public String parserVersion() {
    return "0.23.3/" + SyntaxTree.PARSER_VERSION + "/1";
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    try (SyntaxTree tree = SyntaxTree.parse(TreeSitterBash::new, source)) {
      if (!tree.problems(facts)) {
        Reading reading = new Reading(facts);
        tree.walk(tree.root(), reading);
        reading.end();
        facts.entrypoint(source.path().name());
      }
    }
  }

  private static final class Reading implements SyntaxTree.Visitor {
    private final Facts facts;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> assigned = new HashSet<>();
    private final Set<String> functions = new HashSet<>();
    private final Set<String> commands = new TreeSet<>();

    Reading(Facts facts) {
      this.facts = facts;
    }

    /** What is used and never set comes from outside. */
    void end() {
      used.stream().filter(name -> !assigned.contains(name)).forEach(facts::environment);
      commands.stream().filter(name -> !functions.contains(name)).forEach(facts::importExternal);
    }

    @Override
    public boolean enter(Node node, int depth) {
      switch (node.type()) {
        case "comment" -> {
          if (depth == 1 && !node.source().startsWith("#!")) {
            facts.summary(Comments.summary(node.source()));
          }
        }
        case "function_definition" -> {
          functions.add(node.fieldText("name"));
          facts.function(node.fieldText("name"), node.line(), List.of());
        }
        case "variable_assignment" -> assigned.add(node.fieldText("name"));
        case "for_statement" -> assigned.add(node.fieldText("variable"));
        case "variable_name" -> {
          String name = node.source();
          if (name.matches("[A-Z][A-Z0-9_]{1,80}")) {
            used.add(name);
          }
        }
        case "file_redirect" -> redirect(node);
        case "command" -> command(node);
        default -> {}
      }
      return true;
    }

    private void redirect(Node node) {
      String target = node.fieldText("destination");
      boolean file = !target.isEmpty() && !target.startsWith("/dev/") && !target.matches("[0-9-]+");
      if (file) {
        boolean reads = node.source().matches("(?s)\\d*<.*");
        facts.effect(
            reads ? Effect.FILE_READS : Effect.FILE_WRITES, reads ? "<" : ">", node.line(), target);
      }
    }

    private void command(Node node) {
      String name = node.fieldText("name");
      List<String> arguments =
          node.children().stream()
              .filter(each -> !each.is("command_name") && !each.is("variable_assignment"))
              .map(Node::source)
              .toList();
      @Nullable String first =
          arguments.stream().filter(each -> !each.startsWith("-")).findFirst().orElse(null);
      if ((name.equals("source") || name.equals(".")) && first != null) {
        facts.importLocal(first);
      } else if (name.equals("getopts") && first != null) {
        facts.cli("getopts");
        facts.argument(first);
      } else if (name.equals("read")) {
        assigned.addAll(arguments);
      } else if (name.matches("[\\w.+-]{1,60}")) {
        commands.add(name);
        boolean git = name.equals("git") && first != null && REMOTE_GIT.contains(first);
        Effect effect = git ? Effect.NETWORK : COMMANDS.get(name);
        if (effect != null) {
          facts.effect(effect, name, node.line(), first);
        }
      } else if (name.matches("[./~][^\\s]{0,200}")) {
        facts.effect(Effect.SUBPROCESS, name, node.line(), first);
      }
    }
  }
}
