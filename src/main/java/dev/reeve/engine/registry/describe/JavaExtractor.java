package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.describe.Facts.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.treesitter.TreeSitterJava;

/** Reads Java with tree-sitter. */
final class JavaExtractor implements Extractor {
  private static final Map<String, String> CLI =
      Map.of(
          "picocli", "picocli",
          "org.apache.commons.cli", "commons-cli",
          "com.beust.jcommander", "jcommander",
          "org.kohsuke.args4j", "args4j");

  private static final Map<String, Effect> CREATED =
      Map.ofEntries(
          Map.entry("FileInputStream", Effect.FILE_READS),
          Map.entry("FileReader", Effect.FILE_READS),
          Map.entry("FileOutputStream", Effect.FILE_WRITES),
          Map.entry("FileWriter", Effect.FILE_WRITES),
          Map.entry("RandomAccessFile", Effect.FILE_WRITES),
          Map.entry("ProcessBuilder", Effect.SUBPROCESS),
          Map.entry("Socket", Effect.NETWORK),
          Map.entry("ServerSocket", Effect.NETWORK),
          Map.entry("DatagramSocket", Effect.NETWORK),
          Map.entry("URL", Effect.NETWORK));

  private static final Map<String, Effect> CALLED =
      Map.ofEntries(
          Map.entry("HttpClient.newHttpClient", Effect.NETWORK),
          Map.entry("HttpClient.newBuilder", Effect.NETWORK),
          Map.entry("HttpServer.create", Effect.NETWORK),
          Map.entry("DriverManager.getConnection", Effect.DATABASE));

  private static final Map<String, Effect> METHODS =
      Map.of(
          "openConnection", Effect.NETWORK,
          "prepareStatement", Effect.DATABASE,
          "executeQuery", Effect.DATABASE,
          "executeUpdate", Effect.DATABASE,
          "deleteOnExit", Effect.FILE_DELETES,
          "renameTo", Effect.FILE_MOVES);

  @Override
  public String language() {
    return "java";
  }

  @Override
  public String parserId() {
    return "tree-sitter-java";
  }

  @Override
  public String parserVersion() {
    return "0.23.5/" + SyntaxTree.PARSER_VERSION + "/2";
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    try (SyntaxTree tree = SyntaxTree.parse(TreeSitterJava::new, source)) {
      if (!tree.problems(facts)) {
        tree.walk(tree.root(), new Reading(source, facts));
      }
    }
  }

  private static final class Reading implements SyntaxTree.Visitor {
    private static final Set<String> TYPES =
        Set.of(
            "class_declaration",
            "interface_declaration",
            "enum_declaration",
            "record_declaration",
            "annotation_type_declaration");

    private final Source source;
    private final Facts facts;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private String packageName = "";
    private @Nullable String comment;

    private record Scope(String name, int depth) {}

    Reading(Source source, Facts facts) {
      this.source = source;
      this.facts = facts;
    }

    @Override
    public boolean enter(Node node, int depth) {
      while (!scopes.isEmpty() && scopes.peek().depth() >= depth) {
        scopes.pop();
      }
      String type = node.type();
      if (TYPES.contains(type)) {
        type(node, depth);
        return true;
      }
      switch (type) {
        case "package_declaration" -> {
          packageName = node.children().getLast().source();
          facts.more().put("package", facts.clean(packageName));
        }
        case "import_declaration" -> imported(node);
        case "block_comment" -> {
          if (scopes.isEmpty()) {
            comment = node.source();
          }
        }
        case "method_declaration", "constructor_declaration" -> method(node);
        case "method_invocation" -> call(node);
        case "object_creation_expression" -> {
          String made = node.fieldText("type").replaceAll("<.*", "");
          Effect effect = CREATED.get(made);
          if (effect != null) {
            facts.effect(effect, "new " + made, node.line(), first(node));
          }
        }
        case "annotation" -> annotation(node);
        default -> {}
      }
      return true;
    }

    private void type(Node node, int depth) {
      String simple = node.fieldText("name");
      String name = scopes.isEmpty() ? simple : scopes.peek().name() + "." + simple;
      List<String> bases =
          List.of("superclass", "interfaces").stream()
              .flatMap(field -> node.field(field).stream())
              .flatMap(each -> each.children().stream())
              .flatMap(
                  each -> each.is("type_list") ? each.children().stream() : List.of(each).stream())
              .map(Node::source)
              .toList();
      facts.type(name, node.line(), bases);
      if (scopes.isEmpty() && comment != null) {
        facts.summary(Comments.summary(comment));
      }
      scopes.push(new Scope(name, depth));
    }

    private void imported(Node node) {
      String text = node.source();
      boolean isStatic = text.startsWith("import static");
      String name = text.replaceAll("^import\\s+(?:static\\s+)?|\\s|;", "");
      CLI.forEach(
          (prefix, framework) -> {
            if (name.startsWith(prefix + ".")) {
              facts.cli(framework);
            }
          });
      String type = isStatic ? name.substring(0, Math.max(0, name.lastIndexOf('.'))) : name;
      if (local(type)) {
        facts.importLocal(name, node.line(), ImportPlaces.java(source.path(), packageName, type));
      } else {
        facts.importExternal(name);
      }
    }

    /** Found under the same source folder, or of the same organisation's packages. */
    private boolean local(String type) {
      String folders = packageName.replace('.', '/');
      String folder = source.path().parent();
      if (!folders.isEmpty() && folder.endsWith(folders)) {
        String root = folder.substring(0, folder.length() - folders.length());
        String file = type.replace(".*", "").replace('.', '/');
        for (String base : List.of(root, root.replace("/test/", "/main/"))) {
          if (source.exists(base + file + ".java") || source.exists(base + file)) {
            return true;
          }
        }
      }
      String[] own = packageName.split("\\.");
      return own.length > 1 && type.startsWith(own[0] + "." + own[1] + ".");
    }

    private void method(Node node) {
      String name = node.fieldText("name");
      String qualified = scopes.isEmpty() ? name : scopes.peek().name() + "." + name;
      List<String> parameters =
          node.field("parameters").stream()
              .flatMap(list -> list.children().stream())
              .filter(each -> each.is("formal_parameter") || each.is("spread_parameter"))
              .map(each -> each.fieldText("name").isEmpty() ? "..." : each.fieldText("name"))
              .toList();
      facts.function(qualified, node.line(), parameters);
      Optional<Node> modifiers = node.child("modifiers");
      if (name.equals("main") && modifiers.filter(m -> m.source().contains("static")).isPresent()) {
        facts.entrypoint(qualified);
      }
    }

    private void call(Node node) {
      String method = node.fieldText("name");
      String object = node.fieldText("object");
      String name = object.matches("[\\w.]{1,60}") ? object + "." + method : method;
      if (name.equals("System.getenv")) {
        String key = first(node);
        if (key != null) {
          facts.environment(key);
        }
        return;
      }
      Effect effect =
          object.equals("Files") || object.equals("java.nio.file.Files")
              ? files(method)
              : CALLED.getOrDefault(name, METHODS.get(method));
      if (method.equals("exec") && object.endsWith("getRuntime()")) {
        effect = Effect.SUBPROCESS;
      }
      if (effect != null) {
        facts.effect(effect, name, node.line(), first(node));
      }
    }

    private static @Nullable Effect files(String method) {
      if (method.startsWith("delete")) {
        return Effect.FILE_DELETES;
      }
      if (method.startsWith("write") || method.startsWith("create") || method.startsWith("copy")) {
        return Effect.FILE_WRITES;
      }
      if (method.startsWith("read") || method.equals("lines") || method.equals("newInputStream")) {
        return Effect.FILE_READS;
      }
      return switch (method) {
        case "move" -> Effect.FILE_MOVES;
        case "newBufferedReader" -> Effect.FILE_READS;
        case "newBufferedWriter", "newOutputStream", "newByteChannel" -> Effect.FILE_WRITES;
        default -> null;
      };
    }

    /** Names of options as picocli and others declare them. */
    private void annotation(Node node) {
      String name = node.fieldText("name");
      if (name.equals("Option") || name.equals("Parameter") || name.equals("Parameters")) {
        strings(node.source()).filter(text -> text.startsWith("-")).forEach(facts::argument);
      }
    }

    private static java.util.stream.Stream<String> strings(String text) {
      return java.util.regex.Pattern.compile("\"([^\"\\\\]{1,80})\"")
          .matcher(text)
          .results()
          .map(match -> match.group(1));
    }

    /** The first argument, or what a path just made is made of, when it is a constant. */
    private static @Nullable String first(Node node) {
      return node.field("arguments").stream()
          .flatMap(list -> list.children().stream())
          .findFirst()
          .map(each -> each.is("method_invocation") ? inner(each) : each)
          .filter(each -> each.is("string_literal"))
          .map(each -> each.source().replaceAll("^\"+|\"+$", ""))
          .orElse(null);
    }

    private static Node inner(Node call) {
      return call.field("arguments").stream()
          .flatMap(list -> list.children().stream())
          .findFirst()
          .orElse(call);
    }
  }
}
