package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.describe.Facts.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;

/**
 * Reads JavaScript and TypeScript with tree-sitter.
 *
 * @param grammar of the language
 * @param grammarVersion of the grammar's library
 */
record ScriptExtractor(String language, String grammarVersion, Supplier<TSLanguage> grammar)
    implements Extractor {
  private static final List<String> CLI =
      List.of("commander", "yargs", "minimist", "meow", "@oclif/core", "cac", "arg");
  private static final Set<String> DATABASES =
      Set.of(
          "pg",
          "mysql",
          "mysql2",
          "mongodb",
          "mongoose",
          "sqlite3",
          "better-sqlite3",
          "redis",
          "ioredis",
          "knex",
          "typeorm",
          "sequelize",
          "@prisma/client");
  private static final Set<String> NETWORKS =
      Set.of(
          "http",
          "https",
          "net",
          "tls",
          "dgram",
          "axios",
          "got",
          "node-fetch",
          "superagent",
          "ws",
          "undici",
          "request");

  @Override
  public String parserId() {
    return "tree-sitter-" + language;
  }

  @Override
  public String parserVersion() {
    return grammarVersion + "/" + SyntaxTree.PARSER_VERSION + "/2";
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    try (SyntaxTree tree = SyntaxTree.parse(grammar, source)) {
      if (!tree.problems(facts)) {
        Reading reading = new Reading(source, facts);
        tree.walk(tree.root(), reading);
        reading.end();
      }
    }
  }

  private static final class Reading implements SyntaxTree.Visitor {
    private final Source source;
    private final Facts facts;
    private final Deque<Scope> scopes = new ArrayDeque<>();

    /** Names in the text, and the modules they stand for. */
    private final Map<String, String> modules = new HashMap<>();

    private boolean commented;
    private boolean argv;

    private record Scope(String name, int depth) {}

    Reading(Source source, Facts facts) {
      this.source = source;
      this.facts = facts;
    }

    void end() throws NotParsed {
      facts.cli(
          CLI.stream()
              .filter(modules::containsValue)
              .findFirst()
              .orElse(argv ? "unknown" : "none"));
      if (source.text().startsWith("#!")) {
        facts.entrypoint(source.path().name());
      }
    }

    @Override
    public boolean enter(Node node, int depth) {
      while (!scopes.isEmpty() && scopes.peek().depth() >= depth) {
        scopes.pop();
      }
      switch (node.type()) {
        case "comment" -> {
          if (!commented && depth == 1) {
            String said = Comments.summary(node.source());
            commented = said != null;
            facts.summary(said);
          }
        }
        case "import_statement" -> imported(node);
        case "export_statement" ->
            node.field("source").ifPresent(from -> module(text(from), "", node.line()));
        case "function_declaration", "generator_function_declaration", "method_definition" ->
            function(node, node.fieldText("name"), depth);
        case "class_declaration",
            "abstract_class_declaration",
            "interface_declaration",
            "enum_declaration",
            "type_alias_declaration" ->
            type(node, depth);
        case "variable_declarator" -> declared(node, depth);
        case "member_expression" -> member(node);
        case "call_expression" -> call(node);
        case "if_statement" -> {
          String condition = node.fieldText("condition");
          if (condition.contains("require.main") && condition.contains("module")) {
            facts.entrypoint("main");
          }
        }
        default -> {}
      }
      return true;
    }

    private String qualified(String name) {
      return scopes.isEmpty() ? name : scopes.peek().name() + "." + name;
    }

    private void function(Node node, String name, int depth) {
      List<String> parameters =
          node.field("parameters").stream()
              .flatMap(list -> list.children().stream())
              .filter(each -> !each.is("comment"))
              .map(
                  each ->
                      each.fieldText("pattern").isEmpty()
                          ? each.source()
                          : each.fieldText("pattern"))
              .map(each -> each.replaceAll("(?s)\\s*[=:].*", ""))
              .toList();
      facts.function(qualified(name), node.line(), parameters);
      scopes.push(new Scope(qualified(name), depth));
    }

    private void type(Node node, int depth) {
      String name = qualified(node.fieldText("name"));
      List<String> bases =
          node.child("class_heritage").stream()
              .map(
                  each ->
                      each.source()
                          .replaceAll("(?s)\\b(?:extends|implements)\\s+|\\{.*", "")
                          .strip())
              .toList();
      facts.type(name, node.line(), bases);
      scopes.push(new Scope(name, depth));
    }

    private void declared(Node node, int depth) {
      Optional<Node> value = node.field("value");
      String kind = value.map(Node::type).orElse("");
      if (kind.equals("arrow_function") || kind.equals("function_expression")) {
        function(value.get(), node.fieldText("name"), depth);
      } else if (kind.equals("call_expression")
          && value.get().fieldText("function").equals("require")) {
        constant(value.get())
            .ifPresent(module -> module(module, node.fieldText("name"), node.line()));
      } else if (scopes.isEmpty() && node.fieldText("name").equals("AUTOMATION_META")) {
        value.flatMap(ScriptLiterals::object).ifPresent(facts::declare);
      }
    }

    private void imported(Node node) {
      String names = node.child("import_clause").map(Node::source).orElse("");
      node.field("source").ifPresent(from -> module(text(from), names, node.line()));
    }

    private void module(String module, String names, int line) {
      if (module.startsWith(".") || module.startsWith("/")) {
        facts.importLocal(module, line, ImportPlaces.script(source.path(), module));
      } else {
        facts.importExternal(module);
      }
      String plain = module.startsWith("node:") ? module.substring(5) : module;
      modules.put(plain, plain);
      for (String name : names.split("[^\\w$]+")) {
        if (!name.isEmpty() && !name.equals("as")) {
          modules.put(name, plain);
        }
      }
    }

    private static String text(Node string) {
      String quoted = string.source();
      return quoted.length() < 2 ? "" : quoted.substring(1, quoted.length() - 1);
    }

    private static Optional<String> constant(Node call) {
      return call.field("arguments").stream()
          .flatMap(list -> list.children().stream())
          .findFirst()
          .filter(each -> each.is("string"))
          .map(Reading::text);
    }

    private void member(Node node) {
      String object = node.fieldText("object");
      if (object.equals("process.env") || object.equals("import.meta.env")) {
        facts.environment(node.fieldText("property"));
      }
      argv |= object.equals("process") && node.fieldText("property").equals("argv");
    }

    private void call(Node node) {
      String name = node.fieldText("function");
      String method = name.substring(name.lastIndexOf('.') + 1);
      String first = constant(node).orElse(null);
      if (name.equals("require") && first != null) {
        module(first, "", node.line());
      } else if (name.equals("import") && first != null) {
        module(first, "", node.line());
      } else if ((method.equals("option") || method.equals("requiredOption")) && first != null) {
        facts.argument(first);
      } else {
        String shown = name.matches("[\\w.$]{1,80}") ? name : method;
        Effect effect = effect(name, method);
        if (effect != null) {
          facts.effect(effect, shown, node.line(), first);
        }
      }
    }

    private @Nullable Effect effect(String name, String method) {
      int dot = name.indexOf('.');
      String base = dot < 0 ? name : name.substring(0, dot);
      String module = modules.getOrDefault(base, "");
      if (name.equals("fetch")) {
        return Effect.NETWORK;
      }
      return switch (module) {
        case "fs", "fs/promises", "fs-extra" -> file(method);
        case "child_process", "execa" -> Effect.SUBPROCESS;
        default ->
            NETWORKS.contains(module)
                ? Effect.NETWORK
                : DATABASES.contains(module) ? Effect.DATABASE : null;
      };
    }

    private static @Nullable Effect file(String method) {
      String plain = method.replace("Sync", "");
      return switch (plain) {
        case "readFile", "readdir", "createReadStream", "read" -> Effect.FILE_READS;
        case "writeFile",
            "appendFile",
            "createWriteStream",
            "copyFile",
            "copy",
            "mkdir",
            "write",
            "outputFile" ->
            Effect.FILE_WRITES;
        case "unlink", "rm", "rmdir", "remove" -> Effect.FILE_DELETES;
        case "rename", "move" -> Effect.FILE_MOVES;
        default -> null;
      };
    }
  }
}
