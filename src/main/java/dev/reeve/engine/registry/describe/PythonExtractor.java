package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Described;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.treesitter.TreeSitterPython;

/** Reads Python with tree-sitter. */
final class PythonExtractor implements Extractor {
  private static final Pattern MAIN_GUARD =
      Pattern.compile("__name__\\s*==\\s*['\"]__main__['\"]|['\"]__main__['\"]\\s*==\\s*__name__");
  private static final List<String> CLI = List.of("argparse", "click", "typer", "fire", "docopt");
  private static final String INIT = "__init__";

  @Override
  public String language() {
    return "python";
  }

  @Override
  public String parserId() {
    return "tree-sitter-python";
  }

  @Override
  public String parserVersion() {
    return "0.25.0/" + SyntaxTree.PARSER_VERSION + "/2";
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    try (SyntaxTree tree = SyntaxTree.parse(TreeSitterPython::new, source)) {
      if (!tree.problems(facts)) {
        new Reading(source, facts).read(tree);
      }
    }
  }

  /** One walk through one module. */
  private static final class Reading implements SyntaxTree.Visitor {
    private final Source source;
    private final Facts facts;
    private final PythonImports imports;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private @Nullable Node guard;
    private @Nullable String docstring;
    private boolean argv;

    /** A definition that the walk is inside of. */
    private record Scope(String name, int depth) {}

    Reading(Source source, Facts facts) {
      this.source = source;
      this.facts = facts;
      this.imports = new PythonImports(source, facts);
    }

    void read(SyntaxTree tree) throws NotParsed {
      Node module = tree.root();
      docstring = docstring(module).orElse(null);
      facts.summary(docstring);
      tree.walk(module, this);
      if (guard != null) {
        facts.entrypoint(entry(tree, guard));
      }
      String framework =
          CLI.stream()
              .filter(name -> imports.modules().contains(name))
              .findFirst()
              .orElse(argv ? "unknown" : "none");
      facts.cli(framework);
      facts.python(
          new Described.Python(
              qualname(),
              source.path().name().startsWith(INIT + "."),
              guard != null,
              framework,
              facts.functionCount(),
              facts.classCount(),
              firstLine()));
    }

    private @Nullable String firstLine() {
      String whole = docstring == null ? null : facts.clean(docstring);
      return whole == null || docstring == null
          ? null
          : facts.clean(docstring.strip().lines().findFirst().orElse(""));
    }

    private String qualname() {
      String path = source.path().text();
      String stem = path.substring(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('/') + 1));
      stem = stem.startsWith("src/") ? stem.substring(4) : stem;
      stem =
          stem.endsWith("/" + INIT) ? stem.substring(0, stem.length() - INIT.length() - 1) : stem;
      return stem.replace('/', '.');
    }

    private static Optional<String> docstring(Node block) {
      return block.children().stream()
          .filter(node -> !node.is("comment"))
          .findFirst()
          .filter(node -> node.is("expression_statement"))
          .flatMap(node -> node.child("string"))
          .map(PythonLiterals::text);
    }

    @Override
    public boolean enter(Node node, int depth) {
      while (!scopes.isEmpty() && scopes.peek().depth() >= depth) {
        scopes.pop();
      }
      switch (node.type()) {
        case "import_statement" -> imports.plain(node);
        case "import_from_statement" -> imports.from(node);
        case "future_import_statement" -> facts.importExternal("__future__");
        case "function_definition" -> function(node, depth);
        case "class_definition" -> type(node, depth);
        case "if_statement" -> {
          boolean top = scopes.isEmpty();
          if (top && MAIN_GUARD.matcher(node.fieldText("condition")).find()) {
            guard = guard == null ? node : guard;
          }
        }
        case "assignment" -> assignment(node);
        case "subscript" -> subscript(node);
        case "call" -> call(node);
        case "attribute" -> argv |= imports.full(node.source()).equals("sys.argv");
        default -> {}
      }
      return true;
    }

    private String qualified(String name) {
      return scopes.isEmpty() ? name : scopes.peek().name() + "." + name;
    }

    private void function(Node node, int depth) {
      String name = qualified(node.fieldText("name"));
      List<String> parameters = new ArrayList<>();
      node.field("parameters").ifPresent(list -> parameters(list, parameters));
      facts.function(name, node.line(), parameters);
      scopes.push(new Scope(name, depth));
    }

    private static void parameters(Node list, List<String> out) {
      for (Node parameter : list.children()) {
        switch (parameter.type()) {
          case "identifier", "list_splat_pattern", "dictionary_splat_pattern" ->
              out.add(parameter.source());
          case "default_parameter", "typed_default_parameter" ->
              out.add(parameter.fieldText("name"));
          case "typed_parameter" ->
              parameter.children().stream().findFirst().ifPresent(name -> out.add(name.source()));
          default -> {}
        }
      }
    }

    private void type(Node node, int depth) {
      String name = qualified(node.fieldText("name"));
      List<String> bases =
          node.field("superclasses").stream()
              .flatMap(list -> list.children().stream())
              .filter(base -> !base.is("keyword_argument") && !base.is("comment"))
              .map(Node::source)
              .toList();
      facts.type(name, node.line(), bases);
      scopes.push(new Scope(name, depth));
    }

    private void assignment(Node node) {
      boolean metadata = scopes.isEmpty() && node.fieldText("left").equals("AUTOMATION_META");
      if (metadata
          && PythonLiterals.value(node.field("right")).orElse(null) instanceof ObjectNode meta) {
        facts.declare(meta);
      }
    }

    private void subscript(Node node) {
      if (imports.full(node.fieldText("value")).equals("os.environ")) {
        node.field("subscript").flatMap(PythonLiterals::constant).ifPresent(facts::environment);
      }
    }

    private void call(Node node) {
      Node function = node.field("function").orElse(node);
      String name = imports.full(function.source());
      List<Node> arguments =
          node.field("arguments").map(Node::children).orElse(List.of()).stream()
              .filter(each -> !each.is("comment"))
              .toList();
      String method = name.substring(name.lastIndexOf('.') + 1);
      String first = arguments.stream().findFirst().flatMap(PythonLiterals::constant).orElse(null);
      if (PythonCalls.ENVIRONMENT.contains(name) && first != null) {
        facts.environment(first);
      } else if (method.equals("add_argument")
          || name.equals("click.option")
          || name.equals("click.argument")
          || name.equals("typer.Option")) {
        arguments.stream()
            .flatMap(each -> PythonLiterals.constant(each).stream())
            .forEach(facts::argument);
      } else if (method.equals("open")) {
        open(name, node.line(), arguments, first);
      } else {
        Facts.Effect effect = PythonCalls.effect(name, method, imports.modules());
        if (effect != null) {
          facts.effect(effect, shown(name, method), node.line(), argument(function, first));
        }
      }
    }

    /** A path may be made just where it is used: {@code Path("a").unlink()}. */
    private @Nullable String argument(Node function, @Nullable String first) {
      Optional<String> made =
          function
              .field("object")
              .filter(object -> object.is("call"))
              .flatMap(object -> object.field("arguments"))
              .flatMap(list -> list.children().stream().findFirst())
              .flatMap(PythonLiterals::constant);
      return made.orElse(first);
    }

    /** What is called on an expression is known by its method alone. */
    private static String shown(String name, String method) {
      return name.matches("[\\w.]{1,80}") ? name : method;
    }

    private void open(String name, int line, List<Node> arguments, @Nullable String first) {
      boolean function =
          name.equals("open") || name.equals("io.open") || name.equals("codecs.open");
      int at = function ? 1 : 0;
      String mode =
          arguments.stream()
              .filter(each -> each.is("keyword_argument"))
              .filter(each -> each.fieldText("name").equals("mode"))
              .findFirst()
              .flatMap(each -> each.field("value"))
              .or(() -> arguments.stream().skip(at).findFirst())
              .flatMap(PythonLiterals::constant)
              .orElse("r");
      boolean known = mode.matches("[rwaxbtU+]{1,4}");
      boolean writes = known && mode.matches(".*[wax+].*");
      if (!known && !function) {
        return; // something else than a file is opened
      }
      facts.effect(
          writes ? Facts.Effect.FILE_WRITES : Facts.Effect.FILE_READS,
          shown(name, "open"),
          line,
          function ? first : null);
    }

    /** What runs when the file is run: {@code sys.exit(main())} runs {@code main}. */
    private String entry(SyntaxTree tree, Node guarded) throws NotParsed {
      List<String> called = new ArrayList<>();
      Node body = guarded.field("consequence").orElse(guarded);
      tree.walk(
          body,
          (node, depth) -> {
            if (node.is("call")) {
              called.add(imports.full(node.fieldText("function")));
            }
            return true;
          });
      return called.stream()
          .filter(name -> name.matches("[\\w.]{1,80}"))
          .filter(name -> !name.equals("sys.exit") && !name.equals("exit"))
          .filter(name -> !name.equals("SystemExit") && !name.equals("asyncio.run"))
          .findFirst()
          .orElse("__main__");
    }
  }
}
